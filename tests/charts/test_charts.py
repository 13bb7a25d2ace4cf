"""Every view as a drawing: whole, readable, plain enough for a strict page and a printer, its
numbers said twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product
from xml.etree import ElementTree

import pytest

from seminar.charts import TALL, WIDTH, build_table, count_pages, draw_view, read_aloud
from seminar.charts.svg.canvas import BODY, SMALL
from seminar.charts.svg.icons import SHAPES, SIGNS, build_mark_svg
from seminar.charts.svg.text_layout import measure_width, wrap_text
from seminar.charts.svg.theme import THEMES, Theme, ThemeName
from seminar.core.disclosure.policy import publish
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import (
    KEYS,
    Axis,
    Bar,
    Bars,
    Cell,
    Change,
    Changes,
    Cloud,
    Counted,
    Figure,
    Figures,
    Matrix,
    MatrixRow,
    Pair,
    Pairs,
    Place,
    Plane,
    PlanePoint,
    Point,
    Quiet,
    Ranking,
    Row,
    Sketch,
    SketchPart,
    Spectrum,
    Statements,
    Swarm,
    TextItem,
    Texts,
    View,
    Wave,
    Waves,
)
from seminar.core.i18n import say, untranslated_speech
from seminar.core.model.kind import Sample
from seminar.core.presenting.waves import HOW_TO_READ
from tests.contrast import contrast
from tests.kinds.samples import SAMPLES

SVG = "{http://www.w3.org/2000/svg}"
LONG = (
    "Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    * 3
)
HOSTILE = '<script>alert("1")</script> &amp; \x00\x0b\ud800 \u202eabc'
speech = untranslated_speech("nb")

BANDS = (
    Cell("Agree", 11, "most"),
    Cell("Middle", 4, "middle"),
    Cell("Disagree", 3, "least"),
)
TINY = (Cell("Agree", 97, "most", 97), Cell("Do not agree", 3, "least", 3))
FIVE = tuple(Cell(str(step), 3 + step, "most", 4 * step) for step in (5, 4, 3, 2, 1))


def scale(*rows: Row) -> Statements:
    return Statements(
        "How we are",
        rows,
        (1, "Strongly disagree"),
        (5, "Strongly agree"),
        "Mean 3,6",
        "Note",
    )


MOVES = (Cell("Up", 11, "most"), Cell("Same", 9, "middle"), Cell("Down", 3, "least"))
GLOSSED = (
    (
        "Jeg føler meg velkommen på jobb hver dag",
        "translated: “I feel welcome at work every day”",
    ),
    ("Jeg kjenner meg verdsatt på jobben", "translated: “I feel valued at work”"),
    ("Jeg utvikler meg ved å være på jobb", "translated: “I develop by being at work”"),
    ("Jeg blir glad av å være på jobb", "translated: “Being at work makes me happy”"),
)
"""The four statements as a room in English sees them."""


def changed(*rows: Change) -> Changes:
    return Changes("How we are", rows, HOW_TO_READ)


def waves(*rows: Wave, names: tuple[str, ...] = ("Before", "Now")) -> Waves:
    return Waves(
        "How we are",
        names,
        rows,
        (1, "Strongly disagree"),
        (5, "Strongly agree"),
        "Not the same people.",
    )


FOUR_CHANGES = changed(
    *(
        Change(
            label, key, 23, "+0,4", 0.4, MOVES, "", "−0,1 to +0,9", "effect +0,4", gloss
        )
        for (label, gloss), key in zip(GLOSSED, KEYS, strict=True)
    )
)
FOUR_WAVES = waves(
    *(
        Wave(label, key, (Point("3,9", 3.9, 15), Point("3,7", 3.7, 14)), gloss)
        for (label, gloss), key in zip(GLOSSED, KEYS, strict=True)
    )
)

CLEAR = Axis(1, 5, "Not clear", "Quite clear")
BEFORE_AND_AFTER = (
    Figure("2", "Before – 12 answers", 2, CLEAR),
    Figure("3,5", "After – 12 answers", 3.5, CLEAR),
)
VIEWS: dict[str, View | Sketch] = {
    "bars": Bars("What first?", (Bar("Ask", 14), Bar("Wait", 5), Bar("Write", 3)), 22),
    "bars of the keys": Bars(
        "Which key?", tuple(Bar(key, 2 + at, key) for at, key in enumerate(KEYS)), 14
    ),
    "bars without numbers": Bars(
        "What first?", (Bar("Ask", 7), Bar("Wait", None), Bar("Write", None)), 12
    ),
    "nine bars": Bars(
        "What?",
        tuple(Bar(f"Answer {at}", at + 3 if at % 2 else None) for at in range(9)),
        40,
        "Few.",
    ),
    "in order": Bars(
        "Which?",
        (Bar("Where do we find time for this?", 8), Bar("Who?", None)),
        12,
        "Few.",
        ranked=True,
    ),
    "signs": Bars(
        "Well?",
        tuple(Bar(sign, 2 + at, sign=sign) for at, sign in enumerate(SIGNS)),
        20,
    ),
    "a quiz": Bars(
        "What is it built on?",
        (Bar("Rank", 3), Bar("Trust", 9, right=True)),
        12,
        "The source says so.",
    ),
    "one bar": Bars("What first?", (Bar("Ask", 1), Bar("Wait", 0)), 1),
    "no bars yet": Bars("What first?", (Bar("Ask", 0), Bar("Wait", 0)), 0),
    "pairs": Pairs(
        "What first?",
        ("First", "Second"),
        (Pair("Ask", 5, 9), Pair("Wait", 7, 0)),
        (12, 9),
        "4 changed",
    ),
    "bands": scale(
        Row("I feel welcome", "R", 18, "3,8", BANDS, value=3.8),
        Row("I grow", "U", 18, "3,3", BANDS),
    ),
    "tiny parts": scale(
        Row(
            "I feel welcome",
            "R",
            100,
            "4,5",
            TINY,
            median="middle 5",
            value=4.5,
            unsure=3,
        )
    ),
    "five bars": scale(
        Row("I feel valued", "A", 30, "3,8", FIVE, median="middle 4", value=3.8)
    ),
    "means": scale(
        Row("I feel valued", "A", 6, "4,8 or higher", value=4.8),
        Row("I am glad", "S", 0, "", said="Few"),
    ),
    "sentences": scale(
        Row(
            "I am glad",
            None,
            12,
            "4,6",
            said="Nearly all agree",
            value=4.6,
            gloss="Glad at work",
        )
    ),
    "changes": changed(
        Change(
            "I feel welcome",
            "R",
            12,
            "+0,4",
            0.4,
            (Cell("Up", 5, "most"), Cell("Not up", 7, "least")),
        ),
        Change(
            "I feel valued", "A", 12, "+3,8 or more", 3.8, said="Nearly all went up"
        ),
        Change("I grow", "U", 11, "−0,3", -0.3),
        Change("I am glad", "S", 0, "", said="Too few pairs to show a change."),
    ),
    "changes with intervals": FOUR_CHANGES,
    "waves": waves(
        Wave(
            "I feel welcome",
            "R",
            (Point("3,9", 3.9, 15), Point("4,8 or higher", 4.8, 12)),
        ),
        Wave("I am glad", None, (Point("", None), Point("3,7", 3.7, 12))),
    ),
    "waves with meanings": FOUR_WAVES,
    "three waves": waves(
        Wave(
            "I feel welcome",
            "R",
            (Point("3,9", 3.9, 15), Point("", None, 12), Point("3,7", 3.7, 12)),
        ),
        names=("Time 1", "Time 2", "Now"),
    ),
    "long changes": changed(
        Change(
            LONG, "R", 18, "+0,4", 0.4, MOVES, LONG, "−0,1 to +0,9", "effect +0,4", LONG
        )
    ),
    "long waves": waves(
        Wave(LONG, "R", (Point("3,9", 3.9, 15), Point("3,7", 3.7, 12)), LONG)
    ),
    "words": Texts(
        "One word",
        tuple(
            TextItem(str(at), word) for at, word in enumerate(("calm", "glad", "open"))
        ),
        3,
        True,
    ),
    "texts": Texts(
        "I take with me",
        (TextItem("a", "that a question opens more than an answer"),),
        7,
        note="7 answers",
    ),
    "cloud": Cloud(
        "What matters?",
        (Counted("trust", 9, ("trusts",)), Counted("time", 4), Counted("calm", 1)),
        14,
        "Note",
    ),
    "even cloud": Cloud(
        "What matters?",
        tuple(Counted(word, 1) for word in ("trust", "time", "calm")),
        3,
    ),
    "full cloud": Cloud(
        "What?",
        tuple(Counted(f"wordword{at}", 1 + (80 - at) ** 2 // 400) for at in range(80)),
        500,
    ),
    "long cloud": Cloud(LONG, (Counted(LONG, 9), Counted("word " * 8, 1)), 14, LONG),
    "hostile cloud": Cloud(
        HOSTILE,
        (Counted(HOSTILE, 2), Counted("👩\u200d👩\u200d👧 漢字 العربية", 1)),
        3,
        HOSTILE,
    ),
    "no texts yet": Texts("One word", (), 9, True),
    "figures": Figures(
        "Energy",
        (Figure("4", "Energy in"), Figure("3,5", "Energy out")),
        "Not an effect.",
    ),
    "before and after": Figures("", BEFORE_AND_AFTER, "Not the same people."),
    "long before and after": Figures(
        "", tuple(replace(one, label=LONG) for one in BEFORE_AND_AFTER), LONG
    ),
    "order": Ranking(
        "First?",
        (Place("Time together", 1.6), Place("Clear goals", 2.5), Place("Thanks", 3.0)),
        9,
    ),
    "order without numbers": Ranking(
        "First?", (Place("Time together", key="R"), Place("Clear goals", key="A")), 12
    ),
    "cards": Matrix(
        "Who?",
        ("Leader", "Safety delegate", "All of us"),
        (
            MatrixRow("Risk", (5, None, None), 12),
            MatrixRow("The tone", (), 0, "Fewer than 10 have answered."),
        ),
        "What few have chosen is shown without a number.",
    ),
    "a quiz of pairs": Matrix(
        "What belongs together?",
        (
            "Give honest feedback",
            "In a relation of equals",
            "Grows when people are known",
        ),
        (
            MatrixRow("Trust", (1, 2, 9), 12, right=2),
            MatrixRow("Courage", (8, 3, 0), 11, right=0),
        ),
        "So the source says it.",
    ),
    "plane": Plane(
        "What?",
        ("Influence", "Importance"),
        1,
        5,
        tuple(PlanePoint(f"Thing {key}", ("3,0", "4,0"), 3.0, 4.0, key) for key in KEYS)
        + (
            PlanePoint("At an end", ("4,8 or higher", "1,2 or lower"), 4.8, 1.2),
            PlanePoint("Few", ("–", "–"), None, None),
        ),
        14,
    ),
    "spectrum": Spectrum(
        "How?",
        ("By position", "By relationship"),
        1,
        (
            Swarm("First", (0, 3, 9, 2, 0), 2.9, 14),
            Swarm("Second", (0, 0, 4, 9, 1), 3.8, 14),
        ),
        "9 changed",
    ),
    "four keys": Sketch(
        "Four keys", "keys", tuple(SketchPart(key, f"what {key} is") for key in KEYS)
    ),
    "two poles": Sketch(
        "Leader?",
        "relation",
        (SketchPart("Leader", "relation"), SketchPart("Boss", "position")),
    ),
    "courage": Sketch(
        "The plank",
        "courage",
        (SketchPart("Courage", "to say it"), SketchPart("Cowardice", "the opposite")),
    ),
    "seven areas": Sketch(
        "Seven areas", "areas", tuple(SketchPart(f"area {at}") for at in "abcdefg")
    ),
    "two that meet": Sketch(
        "Two that meet",
        "both",
        (
            SketchPart("Results", "good"),
            SketchPart("Health", "kept"),
            SketchPart("Both"),
        ),
    ),
    "window": Sketch(
        "Four panes",
        "window",
        tuple(SketchPart(f"pane {at}", "what is meant") for at in "abcd"),
    ),
    "map": Sketch(
        "Others",
        "map",
        (
            SketchPart("whole: near"),
            SketchPart("dashed: so so"),
            SketchPart("jagged", "worn"),
        ),
    ),
    "compass": Sketch(
        "Two axes",
        "compass",
        tuple(SketchPart(end) for end in ("warm", "sharp", "includes", "shuts out")),
    ),
    "ring": Sketch(
        "The round",
        "ring",
        (
            SketchPart("Give to the left", "“I saw …”"),
            SketchPart("Receive", "“Thanks”"),
        ),
    ),
    "silence": Quiet(
        "How we are", "Fewer than five have answered. Then we show no numbers."
    ),
    "long labels": Bars(LONG, (Bar(LONG, 3, "S"), Bar("word " * 40, 4)), 7, LONG),
    "long pairs": Pairs(
        LONG, ("First", "Second"), (Pair(LONG, 3, 2000),), (2000, 2000), LONG, LONG
    ),
    "long statements": scale(
        Row(LONG, "R", 18, "3,8", BANDS, gloss=LONG),
        Row(LONG, "U", 5, "3,8", said=LONG),
    ),
    "long words": Texts(LONG, (TextItem("a", LONG), TextItem("b", "short")), 7, True),
    "many words": Texts(
        "One word",
        tuple(TextItem(str(at), f"wordword{at}") for at in range(80)),
        80,
        True,
    ),
    "long figures": Figures(LONG, (Figure("123 456", LONG),) * 3, LONG),
    "long silence": Quiet(LONG, LONG),
    "long order": Ranking(
        LONG, (Place(LONG, 1.5), Place("word " * 30, 1.5)), 2000, LONG
    ),
    "long cards": Matrix(
        LONG,
        (LONG, "b", "c"),
        (MatrixRow(LONG, (1, 2, 3), 6), MatrixRow("x", (), 0, LONG)),
        LONG,
    ),
    "long plane": Plane(
        LONG,
        (LONG, LONG),
        1,
        5,
        (PlanePoint(LONG, (LONG, LONG), 1.0, 5.0),) * 3,
        2000,
        LONG,
    ),
    "long spectrum": Spectrum(
        LONG, (LONG, LONG), 1, (Swarm(LONG, (900, 0, 0, 0), 1.0, 900),), LONG, LONG
    ),
    "long keys": Sketch(LONG, "keys", (SketchPart(HOSTILE, LONG),) * 4),
    "long poles": Sketch(
        LONG, "relation", (SketchPart("word " * 9, "word " * 30),) * 2
    ),
    "long areas": Sketch(LONG, "areas", (SketchPart("word " * 12),) * 8),
    "long window": Sketch(LONG, "window", (SketchPart(HOSTILE, LONG),) * 4),
    "long map": Sketch(LONG, "map", (SketchPart("word " * 12),) * 3),
    "long compass": Sketch(LONG, "compass", (SketchPart("word " * 9),) * 4),
    "long ring": Sketch(LONG, "ring", (SketchPart("word " * 9, "word " * 18),) * 2),
    "hostile": Bars(HOSTILE, (Bar(HOSTILE, 3), Bar('" onload="x', 4)), 7, HOSTILE),
    "hostile words": Texts(
        HOSTILE,
        (TextItem("a", HOSTILE), TextItem("b", "👩\u200d👩\u200d👧 漢字 العربية")),
        7,
        True,
    ),
}
CLOUD = Cloud(
    "Hva er viktigst?",
    (
        Counted("tillit", 16),
        Counted("respekt", 9),
        Counted("humor", 4),
        Counted("tid", 1),
        Counted("kaffe", 1),
    ),
    31,
)
EACH = pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
IN_EACH_THEME = pytest.mark.parametrize("theme", THEMES)


def drawn(
    view: View | Sketch, theme: ThemeName = "night", wide: float = WIDTH
) -> ElementTree.Element:
    return ElementTree.fromstring(draw_view(view, speech, theme, wide))


def written(svg: ElementTree.Element) -> str:
    return " ".join(one.text or "" for one in svg.iter(f"{SVG}text"))


# --- whole and plain ------------------------------------------------------------------------------


@EACH
@IN_EACH_THEME
def test_a_drawing_is_whole_and_names_itself(
    view: View | Sketch, theme: ThemeName
) -> None:
    svg = drawn(view, theme)
    ids = {one.get("id") for one in svg if one.get("id")}
    assert svg.get("role") == "img"
    assert set((svg.get("aria-labelledby") or "").split()) == ids
    assert svg.find(f"{SVG}title") is not None
    assert svg.find(f"{SVG}desc") is not None


@EACH
@IN_EACH_THEME
def test_a_drawing_uses_nothing_that_the_page_or_the_printer_forbids(
    view: View | Sketch, theme: ThemeName
) -> None:
    allowed = {"svg", "title", "desc", "g", "rect", "line", "path", "circle", "text"}
    for one in drawn(view, theme).iter():
        assert one.tag.removeprefix(SVG) in allowed
        assert not [
            name
            for name in one.attrib
            if name == "style" or name.startswith("on") or "href" in name
        ]
        assert not [value for value in one.attrib.values() if "url(" in value]


@pytest.mark.parametrize(("one", "other"), [("night", "paper"), ("night", "day")])
def test_drawings_on_one_page_have_different_ids(
    one: ThemeName, other: ThemeName
) -> None:
    ids = [
        re.findall(r' id="([^"]+)"', draw_view(view, speech, theme))
        for view in VIEWS.values()
        for theme in (one, other)
    ]
    flat = [id_ for several in ids for id_ in several]
    assert len(flat) == len(set(flat))


@EACH
def test_the_same_view_is_the_same_drawing(view: View | Sketch) -> None:
    assert draw_view(view, speech, "night") == draw_view(view, speech, "night")


def test_the_title_is_left_to_the_page() -> None:
    for view in VIEWS.values():
        if view.title != LONG and view.title != HOSTILE:
            assert speech(view.title) not in [
                one.text for one in drawn(view).iter(f"{SVG}text")
            ]


# --- readable -------------------------------------------------------------------------------------


@EACH
@pytest.mark.parametrize("wide", [WIDTH, 832])
def test_nothing_runs_over_the_edge(view: View | Sketch, wide: float) -> None:
    svg = drawn(view, wide=wide)
    tall = float((svg.get("viewBox") or "").split()[3])
    for one in svg.iter(f"{SVG}text"):
        size, x, y = (float(one.get(name) or 0) for name in ("font-size", "x", "y"))
        long = measure_width(one.text or "", size, one.get("font-weight") == "600")
        left = {"start": x, "middle": x - long / 2, "end": x - long}[
            one.get("text-anchor") or "start"
        ]
        assert left > -1, one.text
        assert left + long < wide + 1, one.text
        assert 0.6 * size < y <= tall, one.text
    for one in svg.iter(f"{SVG}rect"):
        x, y, long, high = (
            float(one.get(name) or 0) for name in ("x", "y", "width", "height")
        )
        assert -1 < x <= x + long < wide + 1
        assert -1 < y <= y + high < tall + 1


@EACH
def test_the_back_row_can_read_every_letter(view: View | Sketch) -> None:
    assert all(
        float(one.get("font-size") or 0) >= SMALL >= 40
        for one in drawn(view).iter(f"{SVG}text")
    )


def test_of_many_in_order_the_stage_shows_the_first_and_paper_all() -> None:
    bars = tuple(
        Bar(
            f"Question {at}: what do we do with all that we have heard here today?",
            30 - at,
        )
        for at in range(15)
    )
    view = Bars("Which too?", bars, 40, ranked=True)
    stage = written(drawn(view))
    paper = written(drawn(view, "paper"))
    assert float((drawn(view).get("viewBox") or "").split()[3]) <= 700
    shown = [at for at in range(15) if f"Question {at}:" in stage]
    assert shown == list(range(len(shown)))
    assert f"{15 - len(shown)} more have no room here" in stage
    assert all(f"Question {at}:" in paper for at in range(15))
    assert "no room" not in paper


def sixty_texts(length: int) -> Texts:
    sentence = "we ask before we answer, and wait until everybody has said what they came with. "
    written = (f"{at:02d} {sentence * 6}"[:length] for at in range(60))
    items = tuple(TextItem(str(at), text) for at, text in enumerate(written))
    return Texts("What we keep", items, 60, note="60 answers")


def texts_of(view: Texts, drawing: str) -> list[int]:
    lines = [
        line.text or "" for line in ElementTree.fromstring(drawing).iter(f"{SVG}text")
    ]
    return [
        at
        for at in range(len(view.items))
        if any(line.startswith(f"{at:02d} ") for line in lines)
    ]


@pytest.mark.parametrize("length", [80, 400])
@pytest.mark.parametrize(("wide", "tall"), [(WIDTH, TALL), (1348, 792), (832, 700)])
def test_sixty_texts_are_all_shown_on_pages_that_keep_the_stages_scale(
    length: int, wide: float, tall: float
) -> None:
    view = sixty_texts(length)
    count = count_pages(view, speech, wide, tall)
    pages = [
        draw_view(view, speech, "night", wide, tall, page) for page in range(count)
    ]
    shown = [at for page in pages for at in texts_of(view, page)]
    assert shown == list(range(60))
    for at, page in enumerate(pages, 1):
        assert f"page {at} of {count} · 60 answers" in page
        assert (
            float((ElementTree.fromstring(page).get("viewBox") or "").split()[3])
            <= tall
        )
    assert draw_view(view, speech, "night", wide, tall, count) == pages[0]


def test_a_text_that_is_higher_than_the_stage_is_counted_and_not_cut_in_silence() -> (
    None
):
    view = sixty_texts(400)
    high = replace(view, items=(*view.items, TextItem("high", "a " * 900)))
    page = draw_view(high, speech, "night", WIDTH, TALL)
    assert "1 more has no room here; the report has all of them" in page
    assert "no room" not in draw_view(view, speech, "night", WIDTH, TALL)


def sixty_phrases(counts: Sequence[int]) -> Cloud:
    wish = "that we say what we mean to each other early"
    return Cloud(
        "What matters?",
        tuple(
            Counted(f"{at:02d} {wish}"[: 20 + at % 24], counts[at * len(counts) // 60])
            for at in range(60)
        ),
        140,
        "140 answers",
    )


def sizes_of_words(page: str) -> dict[int, float]:
    """Return the size of type of each numbered phrase on a page, as the wall shows it."""
    svg = ElementTree.fromstring(page)
    high = float((svg.get("viewBox") or "").split()[3])
    return {
        int(number[1]): float(text.get("font-size") or 0) * min(1.0, TALL / high)
        for text in svg.iter(f"{SVG}text")
        if (number := re.match(r"(\d\d) ", text.text or ""))
    }


@pytest.mark.parametrize("counts", [(1,), (16, 9, 4, 1), (40, 1, 1, 1)])
@pytest.mark.parametrize("wide", [WIDTH, 832])
def test_sixty_phrases_of_a_cloud_are_all_shown_on_pages_that_the_back_row_reads(
    counts: tuple[int, ...], wide: float
) -> None:
    view = sixty_phrases(counts)
    count = count_pages(view, speech, wide, TALL)
    pages = [
        draw_view(view, speech, "night", wide, TALL, page) for page in range(count)
    ]
    sizes = [sizes_of_words(page) for page in pages]
    assert [at for page in sizes for at in sorted(page)] == list(range(60)), (
        "the commonest first"
    )
    assert min(min(page.values()) for page in sizes) >= SMALL == 40
    by_count = {
        (view.words[at].count, size) for page in sizes for at, size in page.items()
    }
    assert len(by_count) == len(set(counts)), "a number has one size on all pages"
    assert count > 1
    for at, page in enumerate(pages, 1):
        assert f"page {at} of {count} · 140 answers" in page
    assert draw_view(view, speech, "night", wide, TALL, count) == pages[0]
    assert "page 1" not in draw_view(view, speech, "paper", wide, TALL)


def test_phrases_of_a_cloud_stand_further_apart_than_the_words_inside_of_them() -> None:
    phrases = tuple(Counted(f"say it {at}", 1) for at in range(12))
    texts = [
        text
        for text in drawn(Cloud("What matters?", phrases, 12)).iter(f"{SVG}text")
        if (text.text or "").startswith("say it")
    ]
    gaps = []
    for left, right in pairwise(texts):
        if left.get("y") == right.get("y"):
            size = float(left.get("font-size") or 0)
            wide = measure_width(
                left.text or "", size, left.get("font-weight") is not None
            )
            start, end = (float(text.get("x") or 0) for text in (left, right))
            gaps.append((end - start - wide) / size)
    assert gaps
    assert min(gaps) > 1


def test_a_cloud_that_can_be_read_at_once_has_one_page() -> None:
    assert count_pages(CLOUD, speech, WIDTH, TALL) == 1
    assert "page 1" not in draw_view(CLOUD, speech, "night")


def test_paper_has_all_texts_under_each_other_and_no_pages() -> None:
    view = sixty_texts(80)
    paper = draw_view(view, speech, "paper", 1700, 400)
    assert texts_of(view, paper) == list(range(60))
    assert "page 1" not in paper


@pytest.mark.parametrize(
    "name",
    [
        *(
            "bars",
            "bands",
            "means",
            "five bars",
            "pairs",
            "words",
            "texts",
            "figures",
            "silence",
        ),
        *(
            "changes",
            "changes with intervals",
            "waves",
            "waves with meanings",
            "three waves",
        ),
        *("order", "cards", "plane", "spectrum"),
    ],
)
def test_ordinary_results_fit_the_stage(name: str) -> None:
    assert float((drawn(VIEWS[name]).get("viewBox") or "").split()[3]) <= 700


def test_nine_bars_with_words_beneath_them_are_still_read_from_the_back_row() -> None:
    left = 700
    high = float(
        ElementTree.fromstring(
            draw_view(VIEWS["nine bars"], speech, "night", WIDTH, left)
        ).get("height")
        or 0
    )
    assert BODY * left / high >= 39


def test_many_short_names_have_their_bars_beside_them_on_a_narrow_sheet_too() -> None:
    nine = Bars(
        "Which one first?", tuple(Bar(f"Measure {at}", at) for at in range(1, 10)), 45
    )
    long = Bars(
        "Which one first?",
        tuple(Bar(f"Measure {at}, which has a long name", at) for at in range(1, 10)),
        45,
    )
    beside, above = (
        float(
            ElementTree.fromstring(draw_view(view, speech, "night", 832, 644)).get(
                "height"
            )
            or 0
        )
        for view in (nine, long)
    )
    assert BODY * 644 / beside >= 36 > BODY * 644 / above


def test_how_many_answered_has_its_place_beside_what_the_scale_begins_with() -> None:
    short = scale(
        Row("Rule 1", None, 9, "3.4", value=3.4),
        Row("Rule 2", None, 9, "2.9", value=2.9),
    )
    texts = {
        one.text: float(one.get("x") or 0) for one in drawn(short).iter(f"{SVG}text")
    }
    assert (
        texts["9 answered"] + measure_width("9 answered", SMALL)
        < texts["Strongly disagree"]
    )


@pytest.mark.parametrize(
    ("name", "least"), [("night", 7.0), ("paper", 7.0), ("day", 4.5)]
)
def test_text_stands_out_from_what_it_stands_on(name: ThemeName, least: float) -> None:
    theme: Theme = THEMES[name]
    pairs = [
        *product((theme.text, theme.muted), (theme.ground,)),
        (theme.text, theme.card),
    ]
    pairs += [(theme.on_fill, fill) for fill in (theme.data, *theme.keys.values())]
    assert min(contrast(*pair) for pair in pairs) >= least


@IN_EACH_THEME
def test_parts_stand_out_from_the_ground(theme: ThemeName) -> None:
    inks = THEMES[theme]
    assert contrast(inks.edge, inks.ground) >= 3
    outlined = inks.edge == inks.text
    assert (
        outlined
        or min(contrast(fill, inks.ground) for fill in (inks.data, *inks.keys.values()))
        >= 3
    )


def test_each_key_has_a_mark_and_a_pattern_of_its_own() -> None:
    paths = set()
    for key in KEYS:
        svg = drawn(Bars("", (Bar("the same", 5, key),), 5), "paper")
        paths.add(
            next(
                one.get("d")
                for one in svg.iter(f"{SVG}path")
                if one.get("stroke-opacity") or one.get("fill-opacity")
            )
        )
    assert len(paths) == len(KEYS) == len(set(SHAPES.values()))


# --- numbers --------------------------------------------------------------------------------------


def test_every_count_stands_beside_its_bar_with_how_many_answered() -> None:
    text = written(drawn(VIEWS["bars"]))
    assert all(
        number in text for number in ("14 (64 %)", "5 (23 %)", "3 (13 %)", "22 answers")
    )


def test_in_small_rooms_there_is_no_percent() -> None:
    assert "%" not in written(drawn(VIEWS["bars of the keys"]))


def test_the_right_answer_is_marked_in_the_drawing_and_said_in_the_twin() -> None:
    bold = [
        one.text
        for one in drawn(VIEWS["a quiz"]).iter(f"{SVG}text")
        if one.get("font-weight")
    ]
    assert "Trust" in bold
    assert "Rank" not in bold
    assert [speech(row[1]) for row in build_table(VIEWS["a quiz"]).rows] == [
        "3",
        "9 – the right answer",
    ]


def test_one_answer_is_not_a_full_bar() -> None:
    long = max(
        float(one.get("width") or 0)
        for one in drawn(VIEWS["one bar"]).iter(f"{SVG}rect")
    )
    assert long < WIDTH / 4
    assert not list(drawn(VIEWS["no bars yet"]).iter(f"{SVG}rect"))


def test_statements_say_n_bands_and_mean() -> None:
    text = written(drawn(VIEWS["bands"]))
    assert all(
        one in text
        for one in (
            "18 answered",
            "Agree",
            "11",
            "Middle",
            "4",
            "Disagree",
            "3",
            "3,8",
            "3,3",
        )
    )


def test_where_only_a_mean_may_be_said_the_whole_axis_is_drawn() -> None:
    text = written(drawn(VIEWS["means"]))
    assert all(one in text.split() for one in "12345")
    assert "Strongly disagree" in text
    assert "or higher" in text


def test_a_change_says_pairs_parts_mean_interval_and_how_to_read_it() -> None:
    text = written(drawn(FOUR_CHANGES))
    assert all(
        one in text
        for one in (
            "23 answered both times",
            "Up 11",
            "Same 9",
            "Down 3",
            "+0,4",
            "effect +0,4",
        )
    )
    assert "with 95 % interval" in text
    assert text.count("−0,1 to +0,9") == 4
    assert "A change does not mean that the seminar is the cause." in text


def test_on_a_narrow_sheet_what_stands_over_a_change_takes_two_lines() -> None:
    over = list(drawn(FOUR_CHANGES, wide=832).iter(f"{SVG}text"))[:2]
    assert [one.text for one in over] == [
        "23 answered both times",
        "Mean change, with 95 % interval",
    ]
    assert over[0].get("y") != over[1].get("y")


def test_up_and_down_differ_by_no_colour_of_their_own() -> None:
    """Only the key and the paper lend colours: a fall looks as a rise does, the other way round."""
    up, down = (
        changed(Change("I grow", "U", 12, "+0,4", 0.4, parts))
        for parts in (MOVES, MOVES[::-1])
    )
    used = [
        {one.get("fill") for one in drawn(view).iter(f"{SVG}rect")}
        for view in (up, down)
    ]
    assert used[0] == used[1]


def test_each_wave_has_its_place_on_the_whole_axis_and_nothing_joins_them() -> None:
    svg = drawn(FOUR_WAVES)
    rings = [one for one in svg.iter(f"{SVG}circle") if one.get("stroke-width") == "4"]
    assert [one.get("fill") == "none" for one in rings] == [True, False] * 4
    assert all(one in written(svg).split() for one in "12345")


def test_a_wave_that_may_not_be_told_has_no_point() -> None:
    places = [
        one
        for one in drawn(VIEWS["three waves"]).iter(f"{SVG}circle")
        if one.get("stroke-width") == "4"
    ]
    assert len(places) == 2
    assert build_table(VIEWS["three waves"]).rows == (
        ("I feel welcome", "3,9", "–", "3,7"),
    )


def test_statements_keep_the_authors_order() -> None:
    rows = tuple(
        Row(label, None, 9, mean, value=1.0)
        for label, mean in (("b", "1,0"), ("c", "5,0"), ("a", "3,0"))
    )
    assert [row[0] for row in build_table(scale(*rows)).rows] == ["b", "c", "a"]


def test_texts_are_all_one_size() -> None:
    sizes = {
        one.get("font-size") for one in drawn(VIEWS["many words"]).iter(f"{SVG}text")
    }
    assert len(sizes) == 1


@pytest.mark.parametrize("wide", [WIDTH, 832, 560])
def test_numbers_on_one_scale_stand_on_it_and_nothing_joins_them(wide: float) -> None:
    svg = drawn(VIEWS["before and after"], wide=wide)
    first, last = (float(one.get("cx") or 0) for one in svg.iter(f"{SVG}circle"))
    ruled = [
        [float(one.get(end) or 0) for end in ("x1", "y1", "x2", "y2")]
        for one in svg.iter(f"{SVG}line")
    ]
    (start, end) = next((x1, x2) for x1, y1, x2, y2 in ruled if y1 == y2)
    assert (first - start) / (end - start) == pytest.approx(0.25, abs=0.01)
    assert (last - start) / (end - start) == pytest.approx(0.625, abs=0.01)
    assert all(x1 == x2 or y1 == y2 for x1, y1, x2, y2 in ruled)
    assert all(
        one in written(svg)
        for one in ("Not", "Quite", "clear", "Before", "After", "3,5")
    )


def test_numbers_on_different_scales_stand_each_by_itself() -> None:
    other = replace(BEFORE_AND_AFTER[1], axis=Axis(1, 7))
    svg = drawn(Figures("", (BEFORE_AND_AFTER[0], other)))
    assert not list(svg.iter(f"{SVG}circle"))


def test_the_commonest_word_is_the_largest_and_the_smallest_can_be_read() -> None:
    words = [word.text for word in CLOUD.words]
    sizes = {
        one.text: float(one.get("font-size") or 0)
        for one in drawn(CLOUD).iter(f"{SVG}text")
        if one.text in words
    }
    assert sizes["tillit"] == max(sizes.values())
    assert sizes["tillit"] / sizes["respekt"] == pytest.approx(
        (16 / 9) ** 0.5, rel=0.01
    ), "its area is as its number"
    assert min(sizes.values()) >= SMALL


@pytest.mark.parametrize("name", ["cloud", "even cloud", "full cloud", "long cloud"])
@pytest.mark.parametrize("wide", [WIDTH, 832])
def test_no_two_words_of_a_cloud_touch_or_leave_the_sheet(
    name: str, wide: float
) -> None:
    boxes = []
    for one in drawn(VIEWS[name], wide=wide).iter(f"{SVG}text"):
        x, y, size = (float(one.get(what) or 0) for what in ("x", "y", "font-size"))
        end = x + measure_width(
            one.text or "", size, one.get("font-weight") is not None
        )
        boxes.append((x, y - 0.8 * size, end, y + 0.2 * size))
    assert all(left >= -0.1 and right <= wide + 0.1 for left, _, right, _ in boxes)
    for at, (left, top, right, foot) in enumerate(boxes):
        for x, y, end, under in boxes[:at]:
            assert x >= right or end <= left or y >= foot or under <= top, (
                boxes[at],
                (x, y, end, under),
            )


@EACH
def test_the_twin_has_the_same_numbers_as_the_drawing(view: View | Sketch) -> None:
    """Every number of the drawing can be found in the twin or in its caption, but for the axis."""
    twin = read_aloud(view, speech)
    axis = (
        {str(step) for step in range(1, 6)}
        if isinstance(view, Statements | Waves | Plane)
        else set()
    )
    found = set(re.findall(r"\d+(?:,\d+)?", written(drawn(view)))) - axis
    assert found <= set(re.findall(r"\d+(?:,\d+)?", twin))


@EACH
def test_the_twin_is_square(view: View | Sketch) -> None:
    twin = build_table(view)
    assert all(len(row) == len(twin.head) for row in twin.rows)
    assert twin.rows or speech(twin.caption)


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
@IN_EACH_THEME
@pytest.mark.parametrize("times", [0, 1, 8])
def test_every_kind_can_be_drawn(sample: Sample, theme: ThemeName, times: int) -> None:
    question, wording, forms = sample
    answers = [question.read_form(form) for form in forms] * times
    view = question.build_view(
        publish([question.count_answers(answers)], question.privacy, ThresholdRules()),
        wording,
    )
    assert drawn(view, theme) is not None


def test_a_statement_may_be_a_sentence_of_the_program() -> None:
    """A kind may bring the words of its statements itself; they are said in the reader's
    language."""
    row = Row(say("Agree"), None, 12, "4.0", gloss=say("Middle"))
    said = written(drawn(Statements("", (row,), (1, "low"), (5, "high"))))
    assert "Agree" in said
    assert "Middle" in said


@IN_EACH_THEME
def test_a_colour_of_a_kinds_own_stands_beside_its_label_in_a_ring(
    theme: ThemeName,
) -> None:
    bars = (
        Bar("Go on", 3, colour="#2e9e5b"),
        Bar("Stop", 2, colour="#d8412f"),
        Bar("Pass", 1),
    )
    discs = list(drawn(Bars("Well?", bars, 6), theme).iter(f"{SVG}circle"))
    assert [disc.get("fill") for disc in discs] == ["#2e9e5b", "#d8412f"]
    assert {disc.get("stroke") for disc in discs} == {THEMES[theme].text}


# --- type and marks -------------------------------------------------------------------------------


@pytest.mark.parametrize("room", [90.0, 300.0, 1000.0])
def test_lines_are_no_wider_than_their_room_and_lose_nothing(room: float) -> None:
    for text in (LONG, "a few plain words that go on a bit", "Å være på jobb", ""):
        lines = wrap_text(text, 44, room)
        assert all(measure_width(line, 44) <= room for line in lines)
        assert "".join(line.removesuffix("-") for line in lines).replace(
            " ", ""
        ) == text.replace(" ", "")


def test_a_word_that_is_broken_says_so() -> None:
    assert wrap_text("arbeidsmiljøutvalgsmedlemmene", 40, 400)[0].endswith("-")
    assert "-" not in "".join(
        wrap_text("https://raus.example/a-b/c".replace("-", ""), 40, 200)
    )


@IN_EACH_THEME
def test_marks_are_drawings_of_their_own(theme: ThemeName) -> None:
    for svg in (build_mark_svg(key, theme) for key in KEYS):
        assert ElementTree.fromstring(svg).get("aria-hidden") == "true"


@pytest.mark.parametrize(
    "name", ["bars", "bands", "means", "pairs", "figures", "sentences", "waves"]
)
def test_a_low_stage_is_used_closely_and_a_high_one_is_filled(name: str) -> None:
    low, high = (
        float(
            ElementTree.fromstring(
                draw_view(VIEWS[name], speech, "night", WIDTH, tall)
            ).get("height")
            or 0
        )
        for tall in (560, 790)
    )
    assert low <= 560
    assert low <= high <= 790
