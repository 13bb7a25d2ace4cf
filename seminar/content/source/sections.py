"""The parts of an exercise's words: `# title`, then `## instruction`, `## move <id>: <label>`
and so on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from seminar.content.source.faults import Findings, suggest_name
from seminar.content.source.lines import Page
from seminar.core.i18n import say
from seminar.core.model.kind import Wording

PLAIN = ("instruction", "debrief", "care", "evidence", "paper")
NAMED = ("move", "question", "role", "cue")

_HEADING = re.compile(r"(#{1,2})[ \t]+(.*?)[ \t#]*$")
_NAMED = re.compile(
    r"(move|question|role|cue)[ \t]+([a-z0-9-]+(?:/[a-z0-9-]+)?)[ \t]*(?::[ \t]*(.*))?$"
)
_ITEM = re.compile(r"[-*][ \t]+(.*)$")
_LABEL = re.compile(r"([A-Za-z0-9][A-Za-z0-9-]*):(?:[ \t]+(.*))?$")


class _Heading(NamedTuple):
    """A heading as it stands: the number of its line, its hash signs, and its text."""

    line: int
    hashes: str
    text: str

    @property
    def is_title(self) -> bool:
        """Return whether it names the whole page."""
        return self.hashes == "#"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a sheet: its heading in three pieces, and what stands under it."""

    name: str
    id: str
    label: str
    line: int
    page: Page

    @property
    def key(self) -> str:
        """Return how the heading begins, such as `move vote-1`."""
        return f"{self.name} {self.id}".strip()

    def line_with(self, text: str) -> int:
        """Return the first line that has `text` in it, else the heading's."""
        return next(
            (line.number for line in self.page.lines if text in line.text), self.line
        )


@dataclass(frozen=True, slots=True)
class WordsFile:
    """A whole file of words."""

    title: str
    sections: tuple[Section, ...]

    def named(self, name: str) -> dict[str, Section]:
        """Return the sections of a name, by id."""
        return {
            section.id: section for section in self.sections if section.name == name
        }


def read_sheet(page: Page, findings: Findings) -> WordsFile:
    """Return the page's title and sections.

    Unknown, doubled and misplaced sections are among `findings`.
    """
    headings = [
        _Heading(line.number, hashes_and_text[1], hashes_and_text[2])
        for line in page.lines
        if not line.fenced and (hashes_and_text := _HEADING.match(line.text))
    ]
    title = _read_title(headings, findings)
    ends = [*(heading.line for heading in headings[1:]), None][: len(headings)]
    sections: dict[str, Section] = {}
    for heading, end in zip(headings, ends, strict=True):
        body = page.part(heading.line + 1, end)
        if heading.is_title:
            _expect_empty(body, heading.line, heading.text, findings)
        elif section := _read_heading(heading.text, heading.line, body, findings):
            if section.key in sections:
                findings.add(
                    heading.line,
                    section.key,
                    say("The section “{key}” stands here twice.", key=section.key),
                    say("Keep one of them."),
                )
            sections.setdefault(section.key, section)
    return WordsFile(title, tuple(sections.values()))


def _read_title(headings: Sequence[_Heading], findings: Findings) -> str:
    """Return the text of the first title, or "" where there is none.

    A page begins with its title and has no other; what breaks this is among `findings`.
    """
    titles = [heading for heading in headings if heading.is_title]
    if not titles or titles[0] != headings[0] or not titles[0].text:
        problem = say("The title is missing.")
        findings.add(
            1, "#", problem, say("Begin the file with `# ` and the exercise's name.")
        )
    for extra in titles[1:]:
        problem = say("There is a second title here.")
        findings.add(
            extra.line, extra.text, problem, say("Begin the line with `## ` or `### `.")
        )
    return titles[0].text if titles else ""


def _read_heading(
    text: str, line: int, body: Page, findings: Findings
) -> Section | None:
    if text in PLAIN:
        return Section(text, "", "", line, body)
    if named := _NAMED.match(text):
        return Section(named[1], named[2], named[3] or "", line, body)
    name = text.split()[0].rstrip(":") if text else ""
    if name in NAMED:
        remedy = say("Write `## {name} ` and an id from exercise.yaml.", name=name)
    else:
        remedy = suggest_name(name, (*PLAIN, *NAMED))
    findings.add(
        line, text, say("There is no section called “{name}”.", name=text), remedy
    )
    return None


def _expect_empty(body: Page, line: int, title: str, findings: Findings) -> None:
    if body.text.strip():
        findings.add(
            next(
                line_of_text.number
                for line_of_text in body.lines
                if line_of_text.text.strip()
            ),
            title,
            say("This text is under no section."),
            say("Write `## instruction` above it."),
        )


# --- Questions ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A question's section, taken apart: paragraphs, then labels by id."""

    paragraphs: tuple[str, ...]
    labels: dict[str, str]

    def wording(self, *, is_case: bool) -> tuple[Wording, str]:
        """Return prompt, hint and labels, and the Markdown that is the body.

        A case has no hint; its body follows at once.
        """
        prompt, *body = self.paragraphs or ("",)
        hint = "" if is_case or not body else body.pop(0)
        return Wording(
            prompt=_join_lines(prompt), hint=_join_lines(hint), labels=self.labels
        ), "\n\n".join(body)


def read_question(section: Section, findings: Findings) -> QuestionText:
    """Return the section of a question, up to and with its list of `- id: text`."""
    paragraphs: list[list[str]] = [[]]
    labels: dict[str, str] = {}
    last = ""
    for line in section.page.lines:
        text = line.text.strip()
        if item := _ITEM.match(text):
            last = _read_label(item[1], line.number, labels, findings) or last
        elif labels and text and line.text.startswith("  "):
            labels[last] = f"{labels[last]} {text}"
        elif labels and text:
            findings.add(
                line.number,
                section.key,
                say("There is text after the list."),
                say(
                    "Move it above the list, or indent it if it belongs to the line above."
                ),
            )
        elif text:
            paragraphs[-1].append(line.text)
        else:
            paragraphs.append([])
    if not any(paragraphs):
        findings.add(
            section.line,
            section.key,
            say("The question has no words."),
            say("Write what is asked."),
        )
    return QuestionText(
        tuple(
            "\n".join(paragraph_lines)
            for paragraph_lines in paragraphs
            if paragraph_lines
        ),
        labels,
    )


def _read_label(
    text: str, line: int, labels: dict[str, str], findings: Findings
) -> str:
    label = _LABEL.match(text)
    if not label or not label[2]:
        remedy = say("Write `- id: text`, with the ids of exercise.yaml.")
        findings.add(
            line, text[:40], say("This line of the list has no id or no text."), remedy
        )
        return ""
    if label[1] in labels:
        findings.add(
            line,
            label[1],
            say("“{name}” stands here twice.", name=label[1]),
            say("Keep one of them."),
        )
    labels[label[1]] = label[2].strip()
    return label[1]


def _join_lines(text: str) -> str:
    return " ".join(text.split())
