"""What a room was shown, as a report and as files: everything published, nothing else, and
nothing that bites."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from seminar.content.translations import read_speech
from seminar.core.disclosure.result import (
    Band,
    Mean,
    PublishedCounts,
    PublishedScale,
    PublishedScales,
    PublishedTexts,
    Result,
)
from seminar.core.elements import (
    Bar,
    Bars,
    Drawn,
    Paragraph,
    Quiet,
    Row,
    Statements,
    TextItem,
    Texts,
    Unbroken,
)
from seminar.core.i18n import untranslated_speech
from seminar.core.room.state import text_key
from seminar.service.export.formats import FORMATS, SCHEMA
from seminar.service.export.rows import build_export_rows
from seminar.service.prints.report import (
    NOTHING_PUBLISHED,
    Finding,
    ReportPart,
    RoomReport,
    build_report,
)
from seminar.service.prints.report_document import build_report_document
from seminar.service.rooms.room_service import RoomService
from tests.privacy.hours import Hour, every_kind

NB = read_speech("nb")

TYPED = (
    *(
        "=1+1",
        '=HYPERLINK("http://a.b")',
        "+1",
        "-1",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        " =1+1",
        "'=1",
        "''=1",
        "＝1",
    ),
    *(
        "＋1",
        "－1",
        "＠a",
        "=",
        "-",
        "+47 999 99 999",
        "=A1;B2",
        '="a";"b"',
        "@",
        "%0A=1",
        "=1\u2028=2",
        "+",
        "--",
        "=-1",
    ),
    *(
        "æøåÆØÅ",
        "Ĵåmpa đuoŋŋá ŧ",
        "naïve café",
        "Ωμέγα",
        "Привет",
        "你好",
        "こんにちは",
        "안녕",
        "שלום",
        "مرحبا",
        "🙂👩‍👩‍👧",
        "e\u0301",
    ),
    *(
        "a;b",
        'say "hi"',
        "a,b",
        "1;2;3",
        "<b>x</b>",
        "&amp;",
        "0012",
        "1e5",
        "2026-11-25",
        "TRUE",
        "#N/A",
        "https://a.b/c",
    ),
)
"""What somebody might type, as the door lets it in: one line, without control characters."""


NOT_REPORTED = ("m3-evaluation.advice", "r1-check-in.energy", "s6-check-out.energy")
"""What the facilitator alone reads, and the mood of the hour."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoomService]:
    with every_kind(tmp_path_factory.mktemp("service")) as one:
        yield one


@pytest.fixture(scope="module")
def whole(host: RoomService) -> RoomReport:
    """A room of 24 that went through everything."""
    hour = Hour(host, 24, random.Random(5))
    for _ in hour.steps(*range(24)):
        hour.let_through(random.Random(2))
    return build_report(hour.running)


def of_texts(*texts: str) -> RoomReport:
    """A report that holds these texts and no more."""
    out = PublishedTexts(
        tuple((str(at), text) for at, text in enumerate(texts)), len(texts)
    )
    view = Texts("Words", tuple(TextItem(*item) for item in out.items), out.n)
    finding = Finding("a.words", "Words", (1,), Result((out,)), view)
    return RoomReport(
        "K7M4QX",
        "hour",
        "An hour",
        "en",
        date(2026, 11, 25),
        (ReportPart("A", None, (finding,), ()),),
    )


def made(ending: str, told: RoomReport) -> bytes:
    return FORMATS[ending].make(told, read_speech(told.lang))


def rows_of_csv(told: RoomReport) -> list[list[str]]:
    return list(
        csv.reader(StringIO(made("csv", told).decode("utf-8-sig")), delimiter=";")
    )


# --- what is in it --------------------------------------------------------------------------------


def test_every_published_result_is_in_it_in_the_order_of_the_programme(
    host: RoomService,
) -> None:
    hour = Hour(host, 12, random.Random(1))
    told = []
    for _ in hour.steps(*range(12)):
        told.append(
            [finding.question for finding in build_report(hour.running).findings]
        )
        assert len(told[-1]) == sum(
            not key.startswith(NOT_REPORTED) for key in hour.running.results
        )
    assert told[-1] == sorted(
        told[-1], key=list(hour.running.programme.questions).index
    )
    assert told[0] == []


def test_a_row_says_of_each_statement_what_the_room_was_shown(
    whole: RoomReport,
) -> None:
    told = next(
        finding
        for finding in whole.findings
        if finding.question == "m1-raus-test.statements"
    )
    *statements, index = build_export_rows(told)
    assert [line.about for line in statements][
        0
    ] == "Jeg føler meg velkommen på jobb hver dag"
    assert all(
        line.n and 5 <= line.n <= 24 and NB(line.said).startswith("Snitt ")
        for line in statements
    )
    assert NB(index.said).startswith("RAUS-snitt ")


def test_two_rounds_are_a_row_each(whole: RoomReport) -> None:
    told = next(
        finding
        for finding in whole.findings
        if finding.question == "r7-dilemma.dilemma"
    )
    *votes, changed = build_export_rows(told)
    assert [line.rounds for line in votes] == ["1", "2"] * 4
    assert sum(int(NB(line.said)) for line in votes) == 48
    assert NB(changed.said).endswith("byttet svar")


def test_an_option_without_a_number_stays_without_one() -> None:
    view = Bars("Which", (Bar("Often", 9), Bar("Seldom", None)), 11)
    finding = Finding(
        "a.which",
        "Which",
        (1,),
        Result((PublishedCounts((("often", 9), ("seldom", None)), 11),)),
        view,
    )
    assert [line.said for line in build_export_rows(finding)][0] == "9"
    assert untranslated_speech("en")(build_export_rows(finding)[1].said) == "few"


def test_only_texts_that_were_let_through_are_in_it(host: RoomService) -> None:
    hour = Hour(host, 12, random.Random(4))
    for step in hour.steps(*range(12)):
        if step == "r1-check-in.result":
            break
    words = hour.running.results["r1-check-in.word:1"].last
    assert isinstance(words, PublishedTexts)
    assert not {text for _, text in words.items} & said_of_words(hour)
    hour.let_through(random.Random(1))
    through = {
        text
        for id_, text in words.items
        if text_key("r1-check-in.word", 1, id_) in hour.running.room.now.approved
    }
    assert said_of_words(hour) == through != {text for _, text in words.items}


def said_of_words(hour: Hour) -> set[str]:
    """What the files say of the first question, one and all the same."""
    told = build_report(hour.running)
    first = json.loads(FORMATS["json"].make(told, NB))["results"][0]
    assert {text for _, text in first["out"]["rounds"][0]["items"]} <= {
        line["said"] for line in first["lines"]
    }
    rows = [row for row in rows_of_csv(told) if row[0] == first["prompt"]]
    assert [row[4].removeprefix("'") for row in rows] == [
        line["said"] for line in first["lines"]
    ]
    return {line["said"] for line in first["lines"]}


@pytest.mark.parametrize("ending", FORMATS)
def test_before_anything_is_published_every_file_says_so_and_holds_nothing(
    host: RoomService, ending: str
) -> None:
    told = build_report(Hour(host, 7, random.Random(1)).running)
    content = FORMATS[ending].make(told, NB)
    match ending:
        case "csv":
            assert len(rows_of_csv(told)) == 2
            assert NB(NOTHING_PUBLISHED) in content.decode()
        case "xlsx":
            assert [
                cell.value for cell in load_workbook(BytesIO(content)).active["A"]
            ] == [
                "Spørsmål",
                NB(NOTHING_PUBLISHED),
            ]
        case "json":
            assert json.loads(content)["results"] == []
            assert json.loads(content)["note"] == NB(NOTHING_PUBLISHED)
        case "pdf":
            assert (
                NB(NOTHING_PUBLISHED)
                in PdfReader(BytesIO(content)).pages[0].extract_text()
            )


# --- files ----------------------------------------------------------------------------------------


def test_the_json_says_its_shape(whole: RoomReport) -> None:
    told = json.loads(FORMATS["json"].make(whole, NB))
    assert (told["schema"], told["room"], told["lang"]) == (SCHEMA, whole.code, "nb")
    assert set(told["results"][0]) == {
        "question",
        "prompt",
        "rounds",
        "seen_by",
        "counts_phones",
        "lines",
        "out",
    }
    assert set(told["results"][0]["lines"][0]) == {"about", "n", "said"}


def test_csv_opens_in_a_norwegian_spreadsheet(whole: RoomReport) -> None:
    content = FORMATS["csv"].make(whole, NB)
    assert content.startswith(b"\xef\xbb\xbfSp\xc3\xb8rsm\xc3\xa5l;")
    assert content.count(b"\r\n") == len(content.splitlines())
    assert {
        len(row)
        for row in csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")
    } == {5}


@pytest.mark.parametrize("text", TYPED)
def test_no_cell_begins_a_formula_and_none_is_lost(text: str) -> None:
    cell = rows_of_csv(of_texts(text))[1][4]
    shown = text.replace("\u2028", " ").strip()
    assert cell.lstrip("' ")[:1] not in "=+-@＝＋－＠" or cell.startswith("'")
    assert (cell.removeprefix("'") if cell != shown else cell) == shown
    sheet = load_workbook(BytesIO(made("xlsx", of_texts(text)))).active
    assert sheet["E2"].value == shown
    assert {one.data_type for row in sheet.iter_rows() for one in row if one.value} == {
        "s"
    }
    assert (
        json.loads(made("json", of_texts(text)))["results"][0]["lines"][0]["said"]
        == text
    )


def test_a_workbook_has_no_formula_link_or_moment(whole: RoomReport) -> None:
    parts = ZipFile(BytesIO(FORMATS["xlsx"].make(whole, NB)))
    sheet = parts.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet and b"<hyperlink" not in sheet
    assert FORMATS["xlsx"].make(whole, NB) == FORMATS["xlsx"].make(whole, NB)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_control_characters_do_not_reach_a_spreadsheet(ending: str) -> None:
    content = made(ending, of_texts("a\x00b\x07\tc\rd\ne\x1f\x85f"))
    cell = (
        load_workbook(BytesIO(content)).active["E2"].value
        if ending == "xlsx"
        else rows_of_csv(of_texts("a\tb"))[1][4]
    )
    assert cell == ("a b c d e f" if ending == "xlsx" else "a b")


# --- the print ------------------------------------------------------------------------------------


def test_the_print_draws_every_result_and_says_who_where_and_when(
    whole: RoomReport,
) -> None:
    blocks = [
        one
        for block in build_report_document(whole).blocks
        for one in (block.blocks if isinstance(block, Unbroken) else [block])
    ]
    assert [block.view for block in blocks if isinstance(block, Drawn)] == [
        one.view for one in whole.findings
    ]
    text = "".join(
        page.extract_text()
        for page in PdfReader(BytesIO(FORMATS["pdf"].make(whole, NB))).pages
    )
    assert all(
        said in text
        for said in (
            whole.code,
            "1. januar 1970",
            "ikke en måling av deg",
            "varslingsrutinen",
        )
    )


def test_in_private_mode_the_print_does_not_explain_numbers_that_are_not_there(
    host: RoomService,
) -> None:
    hour = Hour(host, 4, random.Random(1))
    list(hour.steps(*range(4), guarded=True))
    told = build_report(hour.running)
    quiet = next(
        part
        for part in told.parts
        if part.findings[0].question == "m1-raus-test.statements"
    )
    assert all(isinstance(finding.view, Quiet) for finding in quiet.findings)
    runs = [
        run
        for block in build_report_document(told).blocks
        if isinstance(block, Paragraph)
        for run in block.runs
    ]
    assert not any("Svarskala og framstilling" in str(run) for run in runs)


def test_from_twenty_answers_the_print_says_how_far_a_share_may_be_off() -> None:
    out = PublishedScales(
        (
            PublishedScale(
                "one", 30, Mean(4.0), (Band("agree", 22), Band("not_agree", 8))
            ),
        ),
        None,
        0,
    )
    few = replace(out, statements=(replace(out.statements[0], n=19),))
    row = Row("Thanks are given", None, 30, "")
    view = Statements("How far?", (row,), (1, ""), (5, ""))
    told = [
        RoomReport(
            "CODE",
            "p",
            "P",
            "en",
            None,
            (
                ReportPart(
                    "E",
                    None,
                    (Finding("e.q", "How far?", (1,), Result((one,)), view),),
                    (),
                ),
            ),
        )
        for one in (out, few)
    ]
    said = [repr(build_report_document(one)) for one in told]
    assert "larger crowd" in said[0]
    assert "('low', 56), ('high', 86)" in said[0], "as SciPy has it for 22 of 30"
    assert "larger crowd" not in said[1]
