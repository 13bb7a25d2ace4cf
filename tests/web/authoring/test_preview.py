"""A preview walks through what an author is writing, with answers, and never loses the last
version that was right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from seminar.config import read_settings
from seminar.content.authoring.open_file import OpenContent
from seminar.content.authoring.open_file import find_open_content as meant
from seminar.content.authoring.scaffold import write_start
from seminar.content.library import Library, bundled
from seminar.core.errors import NotFound
from seminar.core.room.situation import Situation
from seminar.kinds import kinds
from seminar.service.rooms.room_service import RoomService
from seminar.store import Store
from seminar.web.app import create_app
from seminar.web.authoring.followed_file import Preview
from seminar.web.authoring.preview import register_preview
from seminar.web.authoring.walkthrough import PEOPLE, Spot, Walk
from tests.web.conftest import Site

OURS = bundled()[0]


@pytest.fixture
def own(tmp_path: Path, library: Library) -> Path:
    """A content folder with one exercise and one deck, as `raus new` makes them."""
    write_start("exercise", "mine", ("nb", "en"), tmp_path / "own", library, kinds())
    write_start(
        "programme", "my-hour", ("nb", "en"), tmp_path / "own", library, kinds()
    )
    return tmp_path / "own"


@contextmanager
def previewed(
    folder: Path, written: OpenContent, lang: str = "nb"
) -> Iterator[tuple[Preview, Site]]:
    chosen = read_settings({"data": str(folder), "bind": "127.0.0.1", "lean": "0"}, {})
    store = Store.open(chosen.database)
    host = RoomService(
        store, written.read(kinds()), rules=chosen.rules, clock=lambda: 1000.0
    )
    built = create_app(chosen, host, async_mode="threading")
    preview = Preview(host, written, kinds(), lang)
    register_preview(built.flask, preview, lang)
    yield preview, Site(built, host, chosen)
    store.close()


def walked(walk: Walk) -> Sequence[tuple[str, int]]:
    """Every step to the end, with how many answered there."""
    found = []
    while True:
        running = walk.running
        found.append((running.step.move, running.answered(running.step)))
        if walk.ended:
            return found
        walk.press()


@pytest.mark.parametrize(
    "exercise",
    [
        "r1-check-in",
        "m1-raus-test",
        "r7-dilemma",
        "u5-plan",
        "s3-humour",
        "r3-listening",
    ],
)
def test_an_exercise_is_walked_to_its_end_with_answers(
    tmp_path: Path, exercise: str
) -> None:
    with previewed(tmp_path, meant(OURS / "exercises" / exercise)) as (preview, _):
        assert preview.walk is not None
        steps = walked(preview.walk)
        assert {move for move, _ in steps} & {"ask", "write"}
        assert all(answered > PEOPLE * 0.8 for move, answered in steps if move == "ask")
        running = preview.walk.running
        guarded = [
            one
            for one in running.programme.questions_in_order
            if running.programme.questions[one].privacy == "guarded"
        ]
        assert all(running.result(one) for one in guarded), (
            "what was asked is published"
        )


def test_what_people_write_is_let_through_and_shown(tmp_path: Path) -> None:
    with previewed(tmp_path, meant(OURS / "exercises" / "r1-check-in" / "nb.md")) as (
        preview,
        site,
    ):
        assert preview.walk is not None
        preview.walk.go(Spot("r1-check-in.result", presses=1))
        page = site.visitor().get(f"/screen/{preview.walk.code}").text
        assert "håpefull" in page


def test_the_page_has_the_rooms_own_pages_and_its_print(
    tmp_path: Path, own: Path
) -> None:
    with previewed(tmp_path / "data", meant(own / "exercises/mine")) as (preview, site):
        visitor = site.visitor()
        page = visitor.get("/preview")
        state = visitor.get("/preview/state").json
        assert state is not None
        assert preview.walk is not None
        assert f'src="/j/{preview.walk.code}"' in page.text
        assert f'src="/screen/{preview.walk.code}"' in page.text
        assert "Det første du gjør" in visitor.get(f"/j/{preview.walk.code}").text
        assert visitor.get(state["paper"].partition("#")[0]).data.startswith(b"%PDF")
        assert (
            "frame-ancestors 'self'; frame-src 'self'"
            in page.headers["Content-Security-Policy"]
        )
        assert (
            "default-src 'none'; script-src 'self';"
            in page.headers["Content-Security-Policy"]
        )


def test_buttons_lead_on_back_to_a_step_and_to_another_language(
    tmp_path: Path, own: Path
) -> None:
    with previewed(tmp_path / "data", meant(own / "exercises/mine")) as (preview, _):
        assert preview.walk is not None
        for command, step in [
            ("next", "mine.frame"),
            ("next", "mine.vote"),
            ("next", "mine.vote"),
            ("next", "mine.pairs"),
            ("back", "mine.vote"),
            ("step 4", "mine.result"),
            ("step 99", "mine.note"),
            ("next", "mine.note"),
            ("step 0", "begin"),
            ("back", "begin"),
            ("nonsense", "begin"),
        ]:
            preview.go(command)
            assert preview.walk.spot.step == step, command
        preview.go("lang en")
        assert (preview.lang, preview.walk.spot.step) == ("en", "begin")


def test_saving_shows_at_the_same_place_and_a_fault_leaves_what_was_there(
    tmp_path: Path, own: Path
) -> None:
    file = own / "exercises/mine/nb.md"
    right = file.read_text("utf-8")
    with previewed(tmp_path / "data", meant(file)) as (preview, site):
        preview.go("step 2")
        preview.go("next")
        for saved, faults, old in [
            (right.replace("Hva gjør du først?", "Hva gjør du nå?"), 0, False),
            (right.replace("- ask:", "- asx:"), 2, True),
            (right, 0, False),
        ]:
            file.write_text(saved, "utf-8")
            preview.look()
            assert preview.walk is not None
            assert preview.walk.spot == Spot("mine.vote", 2, 1)
            assert preview.walk.running.scene(0).situation is Situation.FREE
            said = preview.parts("en")["faults"]
            assert (said.count("<li>"), preview.is_old) == (faults, old)
            shown = "Hva gjør du nå?" if saved != right else "Hva gjør du først?"
            assert shown in site.visitor().get(f"/screen/{preview.walk.code}").text
        assert "nb.md:" not in said


def test_a_fault_says_file_line_field_and_remedy(tmp_path: Path, own: Path) -> None:
    file = own / "exercises/mine/exercise.yaml"
    with previewed(tmp_path / "data", meant(file)) as (preview, _):
        file.write_text(
            file.read_text("utf-8").replace("kind: choice ", "kind: choise "), "utf-8"
        )
        preview.look()
        said = preview.parts("en")["faults"]
        assert "exercise.yaml:17</code> <strong>questions.first-step" in said
        assert "Did you mean “choice”?" in said
        assert "what was there before" in said


def test_what_is_wrong_from_the_beginning_is_told_and_then_shown(
    tmp_path: Path, own: Path
) -> None:
    file = own / "exercises/mine/exercise.yaml"
    right = file.read_text("utf-8")
    file.write_text("code: X9\n", "utf-8")
    with previewed(tmp_path / "data", meant(file)) as (preview, site):
        assert preview.walk is None
        visitor = site.visitor()
        assert "exercise.yaml:1" in visitor.get("/preview").text
        assert visitor.get("/preview/1-nb.pdf").status_code == 404
        preview.go("next")
        file.write_text(right, "utf-8")
        preview.look()
        state = visitor.get("/preview/state").json
        assert state is not None
        assert state["code"]
        assert state["html"]["faults"] == ""


@pytest.mark.parametrize(
    ("path", "programme", "lang"),
    [
        ("exercises/mine", "mine.alone", ""),
        ("exercises/mine/exercise.yaml", "mine.alone", ""),
        ("exercises/mine/en.md", "mine.alone", "en"),
        ("slides/my-hour", "my-hour", ""),
        ("slides/my-hour/nb.md", "my-hour", "nb"),
        (".", "my-hour", ""),
    ],
)
def test_any_part_of_it_may_be_named(
    own: Path, path: str, programme: str, lang: str
) -> None:
    written = meant(own / path)
    assert (written.programme, written.lang, written.root) == (
        programme,
        lang,
        own.resolve(),
    )


@pytest.mark.parametrize("path", ["gone", "empty", "empty/notes.md"])
def test_what_is_no_content_is_told(tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty/notes.md").write_text("# Notes", "utf-8")
    with pytest.raises(NotFound):
        meant(tmp_path / path)


def test_a_server_has_no_preview(site: Site) -> None:
    assert site.facilitator().get("/preview").status_code == 404
    assert (
        "frame-ancestors 'none'"
        in site.visitor().get("/").headers["Content-Security-Policy"]
    )


def test_a_browser_keeps_the_cookie_of_the_newest_room_alone(
    tmp_path: Path, own: Path
) -> None:
    with previewed(tmp_path / "data", meant(own / "exercises/mine")) as (preview, site):
        visitor = site.visitor()
        for at in range(5):
            preview.go(f"step {at % 2}")
            visitor.get("/preview/state")
            visitor.get("/preview/state")
        assert preview.walk is not None
        page = visitor.get(f"/j/{preview.walk.code}")
        sent = page.request.headers.get("Cookie", "")
        assert [
            one.partition("=")[0] for one in sent.split("; ") if "raus-phone" in one
        ] == [f"raus-phone-{preview.walk.code}"]


def test_a_deck_may_name_exercises_of_another_folder(
    tmp_path: Path, own: Path, library: Library
) -> None:
    write_start(
        "exercise", "theirs", ("nb", "en"), tmp_path / "other", library, kinds()
    )
    for deck in (own / "slides/my-hour").glob("*.md"):
        deck.write_text(
            deck.read_text("utf-8").replace(
                "r1-check-in, item: exercise, minutes: 8", "theirs"
            ),
            "utf-8",
        )
    written = meant(own / "slides/my-hour", [tmp_path / "other", own])
    found = written.read(kinds())
    assert found.faults == ()
    assert "theirs" in found.programmes["my-hour"].exercises
