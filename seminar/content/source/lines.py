"""A Markdown file as lines that know their numbers, with its notes (`<!-- … -->`) set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from seminar.content.source import markdown
from seminar.content.source.faults import Findings
from seminar.core.elements import Prose
from seminar.core.i18n import say

_TOKEN = re.compile(
    r"^ {0,3}(?P<fence>```+|~~~+)[^\n]*(?:\n.*?^ {0,3}(?P=fence)[`~]*[ \t]*$|.*\Z)"
    r"|<!--(?P<note>.*?)(?P<end>-->|\Z)",
    re.MULTILINE | re.DOTALL,
)
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\(")
_CODE = re.compile(r"`[^`]*`")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its notes; `fenced` is true inside a code block, where nothing is ours to
    read."""

    number: int
    text: str
    fenced: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """The text of a `<!-- … -->`, and the line it began on."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A file, or a part of a file."""

    lines: tuple[Line, ...]
    notes: tuple[Note, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines).strip("\n")

    def part(self, first: int, end: int | None = None) -> Page:
        """Return the lines numbered from `first` up to `end`, and the notes that begin there."""
        return Page(
            tuple(
                line
                for line in self.lines
                if line.number >= first and (end is None or line.number < end)
            ),
            tuple(
                note
                for note in self.notes
                if note.line >= first and (end is None or note.line < end)
            ),
        )


def read_page(text: str, findings: Findings, before: int = 0) -> Page:
    """Return the text as a page; `before` counts the lines above it.

    What would not show as its author meant is among `findings`. What begins with `<!--#` is the
    author's own, and comes nowhere.
    """
    remaining = ""
    notes = []
    fenced = set[int]()
    at = 0
    for token in _TOKEN.finditer(text):
        line = text.count("\n", 0, token.start()) + 1 + before
        if token["note"] is None:
            fenced |= set(range(line, line + token[0].count("\n") + 1))
            continue
        if not token["end"] or "<!--" in token["note"]:
            findings.add(
                line,
                "<!--",
                say("This note has no end."),
                say("Write `-->` where it ends, and a blank line after it."),
            )
        if not token["note"].startswith("#"):
            notes.append(Note(line, token["note"]))
        remaining += text[at : token.start()] + "\n" * token[0].count("\n")
        at = token.end()
    remaining += text[at:]
    lines = [
        Line(number, text_line, number in fenced)
        for number, text_line in enumerate(remaining.split("\n"), before + 1)
    ]
    _proofread(lines, findings)
    return Page(tuple(lines), tuple(notes))


def read_prose(
    text: str, lang: str, line: int, field: str, findings: Findings
) -> Prose:
    """Return the text as prose, or nothing and a fault when it is too long or nested too deeply."""
    if len(text) > markdown.LONGEST:
        findings.add(
            line,
            field,
            say("This text is longer than {limit} characters.", limit=markdown.LONGEST),
            say("Divide it, or shorten it."),
        )
        return Prose()
    if deep := markdown.DEEP.search(text):
        findings.add(
            line,
            field,
            say(
                "There are too many lists or quotes in one another here: {text}",
                text=deep[0].strip()[:20],
            ),
            say("Use fewer."),
        )
        return Prose()
    return markdown.read_markdown(text, lang)


def _proofread(lines: Sequence[Line], findings: Findings) -> None:
    above = ""
    for line in lines:
        if line.fenced:
            above = ""
            continue
        if above.strip() and not above.startswith("#") and _UNDERLINE.match(line.text):
            findings.add(
                line.number,
                line.text.strip(),
                say("This line makes a heading of the line above it."),
                say("Leave a blank line between them. Write headings with # in front."),
            )
        shown = _CODE.sub("", line.text)
        if _IMAGE.search(shown):
            findings.add(
                line.number,
                "![",
                say("Pictures are not shown."),
                say("Say it in words, and take the picture out."),
            )
        if tag := _TAG.search(shown):
            findings.add(
                line.number,
                tag[0][:40],
                say("HTML is not read; the letters would show as they are written."),
                say("Write it as Markdown: `**bold**`, `*italic*`, `- item`."),
            )
        above = line.text
