"""The parts of an exercise's words: `# title`, then `## instruction`, `## move <id>: <label>`
and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
        return next((line.number for line in self.page.lines if text in line.text), self.line)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole file of words."""

    title: str
    sections: tuple[Section, ...]

    def named(self, name: str) -> dict[str, Section]:
        """Return the sections of a name, by id."""
        return {section.id: section for section in self.sections if section.name == name}


def read_sheet(page: Page, findings: Findings) -> Sheet:
    """Return the page's title and sections.

    Unknown, doubled and misplaced sections are among `findings`.
    """
    headings = [
        (line.number, heading[1], heading[2])
        for line in page.lines
        if not line.fenced and (heading := _HEADING.match(line.text))
    ]
    titles = [(number, text) for number, level, text in headings if level == "#"]
    if not titles or titles[0][0] != headings[0][0] or not titles[0][1]:
        findings.add(
            1,
            "#",
            say("The title is missing."),
            say("Begin the file with `# ` and the exercise's name."),
        )
    for number, text in titles[1:]:
        findings.add(
            number,
            text,
            say("There is a second title here."),
            say("Begin the line with `## ` or `### `."),
        )
    ends = [*(number for number, _, _ in headings[1:]), None][: len(headings)]
    sections: dict[str, Section] = {}
    for (number, level, text), end in zip(headings, ends, strict=True):
        body = page.part(number + 1, end)
        if level == "#":
            _expect_empty(body, number, text, findings)
        elif section := _read_heading(text, number, body, findings):
            if section.key in sections:
                findings.add(
                    number,
                    section.key,
                    say("The section “{key}” stands here twice.", key=section.key),
                    say("Keep one of them."),
                )
            sections.setdefault(section.key, section)
    return Sheet(titles[0][1] if titles else "", tuple(sections.values()))


def _read_heading(text: str, line: int, body: Page, findings: Findings) -> Section | None:
    if text in PLAIN:
        return Section(text, "", "", line, body)
    if named := _NAMED.match(text):
        return Section(named[1], named[2], named[3] or "", line, body)
    name = text.split()[0].rstrip(":") if text else ""
    if name in NAMED:
        remedy = say("Write `## {name} ` and an id from exercise.yaml.", name=name)
    else:
        remedy = suggest_name(name, (*PLAIN, *NAMED))
    findings.add(line, text, say("There is no section called “{name}”.", name=text), remedy)
    return None


def _expect_empty(body: Page, line: int, title: str, findings: Findings) -> None:
    if body.text.strip():
        findings.add(
            next(line_of_text.number for line_of_text in body.lines if line_of_text.text.strip()),
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
                say("Move it above the list, or indent it if it belongs to the line above."),
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
        tuple("\n".join(paragraph_lines) for paragraph_lines in paragraphs if paragraph_lines),
        labels,
    )


def _read_label(text: str, line: int, labels: dict[str, str], findings: Findings) -> str:
    label = _LABEL.match(text)
    if not label or not label[2]:
        remedy = say("Write `- id: text`, with the ids of exercise.yaml.")
        findings.add(line, text[:40], say("This line of the list has no id or no text."), remedy)
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
