"""What rooms were shown, on the organiser's page and from the command line, while they are open
and when closed."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from seminar.cli import main
from seminar.content.translations import read_speech
from seminar.core.room.commands import Finish, Next
from seminar.core.room.state import Room
from seminar.rehearse.forms import read_hidden_fields
from seminar.service.export.formats import FORMATS
from seminar.service.screens.results import COUNTS_PHONES
from tests.web.conftest import Site

TEST = "m1-raus-test.answer"


def shown(site: Site, people: int) -> Room:
    """A room that has been shown the result of its RAUS test."""
    room = site.at(TEST)
    for person in range(people):
        phone = site.participant(room.code)
        marks = {
            f"m1-raus-test.statements/{one}": str(1 + person % 5)
            for one in ("welcome", "valued", "growing", "glad")
        }
        phone.post(
            f"/j/{room.code}/answer",
            data=read_hidden_fields(phone.get(f"/j/{room.code}").text) | marks,
        )
    for _ in range(3):
        room = site.host.handle(room.code, Next(), room.version)
    return room


@pytest.mark.parametrize("ending", FORMATS)
def test_every_file_can_be_fetched_of_an_open_room_and_of_a_closed_one(
    site: Site, ending: str
) -> None:
    room, organiser = shown(site, 6), site.facilitator()
    path = f"/organise/rooms/{room.code}/results.{ending}"
    fetched = organiser.get(path)
    assert (fetched.status_code, fetched.content_type) == (200, FORMATS[ending].type)
    assert (
        f'filename="raus-{room.code}.{ending}"'
        in fetched.headers["Content-Disposition"]
    )
    site.host.handle(room.code, Finish(), room.version)
    assert organiser.get(path).status_code == 200
    page = organiser.get("/organise").text
    assert path in page
    assert f"/organise/rooms/{room.code}/poster.pdf" not in page, (
        "nobody can join it any more"
    )


def test_files_of_few_answers_say_as_the_wall_does_that_phones_were_counted(
    site: Site,
) -> None:
    organiser = site.facilitator()
    path = f"/organise/rooms/{shown(site, 6).code}/results"
    told = json.loads(organiser.get(f"{path}.json").get_data())
    sentence = read_speech(told["lang"])(COUNTS_PHONES)
    of_few = [result for result in told["results"] if result["counts_phones"]]
    assert [result["lines"][-1]["said"] for result in of_few] == [sentence]
    assert sentence in organiser.get(f"{path}.csv").get_data(as_text=True)
    with ZipFile(BytesIO(organiser.get(f"{path}.xlsx").get_data())) as book:
        assert sentence in book.read("xl/sharedStrings.xml").decode()


def test_files_of_many_answers_do_not_say_that_phones_were_counted(site: Site) -> None:
    path = f"/organise/rooms/{shown(site, 12).code}/results"
    told = json.loads(site.facilitator().get(f"{path}.json").get_data())
    assert told["results"]
    assert not any(result["counts_phones"] for result in told["results"])
    sentence = read_speech(told["lang"])(COUNTS_PHONES)
    assert sentence not in site.facilitator().get(f"{path}.csv").get_data(as_text=True)


def test_there_is_no_file_of_another_kind(site: Site) -> None:
    room = site.at("welcome")
    assert (
        site.facilitator().get(f"/organise/rooms/{room.code}/results.exe").status_code
        == 404
    )


def test_the_command_line_writes_what_the_page_gives(
    site: Site, tmp_path: Path
) -> None:
    room = shown(site, 6)
    of_page = (
        site.facilitator().get(f"/organise/rooms/{room.code}/results.json").get_data()
    )
    file = tmp_path / "r.json"
    words = [
        "export",
        room.code.lower(),
        "--format",
        "json",
        "--out",
        str(file),
        "--data",
        str(site.settings.data),
    ]
    told = CliRunner().invoke(main, words, env={"RAUS_LANG": "en"})
    assert told.exit_code == 0, told.output
    assert file.read_bytes() == of_page
    assert "m1-raus-test.statements" in [
        one["question"] for one in json.loads(of_page)["results"]
    ]


def test_a_room_that_is_not_stored_is_refused_in_words(tmp_path: Path) -> None:
    told = CliRunner().invoke(
        main,
        ["export", "K7M4QX", "--data", str(tmp_path / "d")],
        env={"RAUS_LANG": "en"},
    )
    assert told.exit_code == 1
    assert "no room with this code" in told.output
