"""Authors' Markdown: sanitised on screens, the same words on paper."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar.content.source.markdown import LONGEST, TAGS, join_prose, read_markdown
from seminar.core.elements import Bullets, Grid, Heading, Lines, Paragraph, Prose, Run

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=http://example.org/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    '<img src="http://example.org/pixel.gif">',
    "![pixel](http://example.org/pixel.gif)",
    "![pixel](data:image/svg+xml;base64,PHN2Zz4=)",
    '![a" onerror="alert(1)](x)',
    "![ref][pixel]\n\n[pixel]: http://example.org/p.gif",
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt:alert(1))",
    "[click](java\tscript:alert(1))",
    "[click](&#106;avascript:alert(1))",
    "[click](data:text/html,<script>alert(1)</script>)",
    '[click](http://example.org "title\' onmouseover=alert(1)")',
    "[click][x]\n\n[x]: javascript:alert(1)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "<http://example.org/>",
    "<mailto:a@example.org>",
    "<a href='javascript:alert(1)'>x</a>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=http://example.org></iframe>",
    "<object data=x></object><embed src=x>",
    "<link rel=stylesheet href=http://example.org/x.css>",
    "<style>@import 'http://example.org/x.css'</style>",
    "<base href=http://example.org/>",
    "<meta http-equiv=refresh content='0;url=http://example.org'>",
    "<form action=http://example.org><input name=a></form>",
    "<div style='background:url(http://example.org)'>x</div>",
    "<p onclick=alert(1)>x</p>",
    "<!-- x --><script>alert(1)</script><!-- -->",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script>",
    "<!--<!-- --><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    '```" onload=alert(1)\nx\n```',
    "# <img src=x onerror=alert(1)>",
    "- <img src=x onerror=alert(1)>",
    "> <script>alert(1)</script>",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "**<b onmouseover=alert(1)>**",
    "text {: onclick=alert(1) }",
    "\x02wzxhzdk:0\x03",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "[a](<javascript:alert(1)>)",
    "[a]( javascript:alert(1) )",
    "[![x](http://example.org/x.png)](javascript:alert(1))",
    "http://example.org/",
]


def tags(html: str) -> set[str]:
    """Everything between angle brackets."""
    return set(re.findall(r"<[^>]*>?", html))


ALLOWED = {f"<{tag}>" for tag in TAGS} | {f"</{tag}>" for tag in TAGS}


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_gets_through(text: str, lang: str) -> None:
    for html in (
        read_markdown(text, lang).html,
        read_markdown(f"Before\n\n{text}\n\nafter", lang).html,
        read_markdown(f"x {text} y", lang).html,
    ):
        assert tags(html) <= ALLOWED


@given(
    st.lists(
        st.sampled_from([*HOSTILE, "\n", "\n\n", " ", "`", "**", "    ", "- ", "> "]),
        max_size=6,
    )
)
def test_nothing_hostile_gets_through_in_company(parts: list[str]) -> None:
    assert tags(read_markdown("".join(parts), "nb").html) <= ALLOWED


def test_html_comes_out_as_the_letters_that_were_typed() -> None:
    assert read_markdown("a <b>c</b>", "nb").html == "<p>a &lt;b&gt;c&lt;/b&gt;</p>"


def test_links_and_pictures_become_their_words() -> None:
    assert read_markdown(
        "See [the *map*](http://example.org) ![of us](x.png).", "en"
    ).html == ("<p>See the <em>map</em> of us.</p>")


@pytest.mark.parametrize(
    ("lang", "said"),
    [("nb", "«Hei» – nå …"), ("nn", "«Hei» – nå …"), ("en", "“Hei” – nå …")],
)
def test_quotation_marks_are_those_of_the_language(lang: str, said: str) -> None:
    assert read_markdown('"Hei" -- nå ...', lang).html == f"<p>{said}</p>"


# --- Screens and paper say the same ---------------------------------------------------------------

MARKDOWN = st.lists(
    st.sampled_from(
        [
            *(
                "Hei",
                "på",
                "deg",
                "a < b",
                "æøå",
                "2 * 3",
                "100 %",
                "&amp;",
                "\\*",
                '"ord"',
                "it's",
                "--",
            ),
            *(
                "**fet**",
                "*skrå*",
                "**fet *og* skrå**",
                "`kode`",
                "[ord](http://x)",
                "<b>",
                "  \n",
                "\n",
                "\n\n",
            ),
            *(
                "\n\n- ",
                "\n- ",
                "\n  - ",
                "\n    - ",
                "\n\n1. ",
                "\n2. ",
                "\n\n> ",
                "\n\n# ",
                "\n\n### ",
                "\n\n___\n",
            ),
            *("\n\n| a | b |\n|---|---|\n| c | **d** |\n\n", "\n\n```\nx  y\n```\n\n"),
        ]
    ),
    max_size=30,
).map(" ".join)


def _bare(html: str) -> str:
    inline = re.sub(r"</?(?:strong|em|code)>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", inline)).split())


def words_of_blocks(prose: Prose) -> str:
    said: list[str] = []
    for block in prose.blocks:
        match block:
            case Heading(text):
                said.append(str(text))
            case Paragraph(runs):
                said.append(_runs(runs))
            case Bullets(items):
                said += [_runs(item) for item in items]
            case Grid(head, rows):
                said += [str(cell) for row in (head, *rows) for cell in row]
            case Lines(count):
                assert count >= 1
            case _:
                raise AssertionError(f"prose never holds {block}")
    return " ".join(" ".join(said).split())


def _runs(runs: tuple[object, ...]) -> str:
    return "".join(run.text for run in runs if isinstance(run, Run))


@given(MARKDOWN)
def test_screens_and_paper_say_the_same(text: str) -> None:
    prose = read_markdown(text, "nb")
    assert words_of_blocks(prose) == _bare(prose.html)
    assert prose.html.count("<hr>") == sum(
        block.count for block in prose.blocks if isinstance(block, Lines)
    )


@given(st.text(max_size=200))
def test_any_text_at_all_is_read(text: str) -> None:
    prose = read_markdown(text, "nb")
    assert tags(prose.html) <= ALLOWED
    assert bool(prose) == bool(prose.html)


def test_blocks_keep_bold_italic_lists_quotes_and_lines() -> None:
    assert read_markdown(
        "a **b *c***\n\n> q\n\n- x\n- y\n\n1. z\n\n___\n___\n", "nb"
    ).blocks == (
        Paragraph((Run("a "), Run("b ", bold=True), Run("c", bold=True, italic=True))),
        Paragraph((Run("q"),), "quote"),
        Bullets(((Run("x"),), (Run("y"),))),
        Bullets(((Run("z"),),), ordered=True),
        Lines(2),
    )


def test_a_list_may_stand_right_under_a_paragraph_and_be_indented_by_any_width() -> (
    None
):
    for indent in ("  ", "   ", "    "):
        html = read_markdown(f"Say:\n- a\n{indent}- b\n- c", "en").html
        assert (
            html.replace("\n", "")
            == "<p>Say:</p><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"
        )


def test_headings_follow_the_title_of_the_page_without_a_gap() -> None:
    html = read_markdown("### a\n\n##### b\n\n### c", "en").html
    assert re.findall("<h[0-9]", html) == ["<h2", "<h3", "<h2"]


def test_a_table_becomes_a_grid() -> None:
    assert read_markdown("| a | b |\n|---|---|\n| c | |", "en").blocks == (
        Grid(("a", "b"), (("c", ""),)),
    )


def test_a_column_of_a_table_has_room_for_what_stands_in_it() -> None:
    (table,) = read_markdown(
        "| Ask an open question | 1 | 2 |\n|---|---|---|\n| Wait | | |", "en"
    ).blocks
    assert isinstance(table, Grid)
    assert table.widths == (20, 8, 8)


def test_texts_join() -> None:
    whole = join_prose(read_markdown("a", "nb"), Prose(), read_markdown("b", "nb"))
    assert whole.html == "<p>a</p>\n<p>b</p>"
    assert len(whole.blocks) == 2
    assert not join_prose()
    assert (
        join_prose(Prose(), read_markdown("a", "nb"))
        == read_markdown("a", "nb")
        == Prose("<p>a</p>", (Paragraph((Run("a"),)),))
    )


@given(st.lists(st.text(max_size=20), max_size=4))
def test_what_is_joined_says_what_its_parts_say(texts: list[str]) -> None:
    parts = [read_markdown(text, "nb") for text in texts]
    whole = join_prose(*parts)
    assert whole.blocks == tuple(block for part in parts for block in part.blocks)
    assert bool(whole) == bool(whole.html) == any(parts)


def test_a_page_and_prints_in_other_threads_may_ask_for_texts_at_once() -> None:
    parts = 60
    texts = [f"**a{number}** b\n\n" * parts for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        read_at_once = list(
            pool.map(lambda text: read_markdown(text, "nb").html, texts)
        )
    assert read_at_once == [
        "\n".join([f"<p><strong>a{number}</strong> b</p>"] * parts)
        for number in range(40)
    ]


def test_a_text_that_is_too_long_is_not_read() -> None:
    with pytest.raises(ValueError, match="characters"):
        read_markdown("a" * (LONGEST + 1), "nb")


@pytest.mark.parametrize(
    "text",
    ["[" * 9000, "![" * 4500, ">" * 9000, "*a" * 4500, "`" * 9000, "[a](" * 2400],
)
def test_texts_made_to_be_slow_are_read_all_the_same(text: str) -> None:
    assert tags(read_markdown(text, "nb").html) <= ALLOWED


def test_lists_within_lists_within_lists_are_read_all_the_same() -> None:
    assert (
        read_markdown(
            "\n".join("  " * depth + "- a" for depth in range(90)), "nb"
        ).html.count("<li>")
        == 90
    )


def test_a_text_that_cannot_be_read_spoils_no_other() -> None:
    assert read_markdown("- " * 900 + "a", "nb").html.startswith("<p>- - ")
    assert read_markdown("**fat**", "nb").html == "<p><strong>fat</strong></p>"
