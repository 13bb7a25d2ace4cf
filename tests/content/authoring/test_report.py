"""What `raus check` says."""

from __future__ import annotations

from seminar.content.authoring.report import active_share, build_check_report
from seminar.core.i18n import untranslated_speech
from tests.content.conftest import Shelf


def lines(shelf: Shelf) -> list[str]:
    return [untranslated_speech()(line) for line in build_check_report(shelf.read())]


def test_a_whole_shelf_is_described(shelf: Shelf) -> None:
    assert lines(shelf) == [
        "smile: 2 minutes, 100 % active, in nb, nn, en.",
        "  Keys: S.",
        "  Areas: –.",
        "  Areas not covered: people-orientation, communication-skills, leader-attitudes, "
        "emotional-competence, coaching-style, conflict-handling, staff-development.",
        "walk: 10 minutes, 80 % active, in nb, nn, en.",
        "  Keys: R.",
        "  Areas: people-orientation.",
        "  Areas not covered: communication-skills, leader-attitudes, emotional-competence, "
        "coaching-style, conflict-handling, staff-development.",
        "No faults.",
    ]


def test_faults_come_first_each_on_a_line_of_its_own(shelf: Shelf) -> None:
    shelf.change("exercises/crossing/exercise.yaml", {"limit: 20": "limt: 20"})
    first, second, *_, last = lines(shelf)
    assert first == (
        "exercises/crossing/exercise.yaml:7: questions.word.limt: "
        "There is no field called “limt” here. Did you mean “limit”?"
    )
    assert second.startswith("slides/walk/nb.md:27: raus.exercise: ")
    assert last == "2 faults."


def test_an_exercise_in_some_languages_only_is_no_fault_but_is_told(
    shelf: Shelf,
) -> None:
    for file in ("exercises/smile/en.md", "slides/smile/en.md"):
        (shelf.folder / file).unlink()
    assert lines(shelf)[-2:] == ["smile: words in nb, nn, none in en.", "No faults."]


def test_breaks_do_not_count_against_the_active_time(shelf: Shelf) -> None:
    for lang in ("nb", "nn", "en"):
        shelf.change(f"slides/walk/{lang}.md", {"item: welcome": "item: break"})
    assert active_share(shelf.read().programmes["walk"]) == 1.0
