"""YAML 1.2 as plain values that know their lines.

Only what a form needs: no references, no types of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    NodeEvent,
    ScalarEvent,
)
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.parser import Parser

from seminar.content.source.faults import Findings
from seminar.content.source.text_file import HIDDEN
from seminar.core.i18n import Say, say

DEEPEST = 20
"""Levels of fields within fields."""

LONGEST_NUMBER = 15
"""Digits in a number; what is longer stays text."""

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlDocument:
    """A mapping as it was written, and on which line each part of it begins."""

    value: dict[str, Any]
    lines: Mapping[Path, int]

    def line(self, path: Sequence[str | int]) -> int:
        """Return the line of this part, or of the nearest part around it."""
        for end in range(len(path), -1, -1):
            if (line := self.lines.get(tuple(path[:end]))) is not None:
                return line
        return 1


def parse_yaml(text: str, findings: Findings, before: int = 0) -> YamlDocument | None:
    """Return the text's mapping, or None with the reasons among `findings`.

    `before` counts the lines above the text.
    """
    faults_before = len(findings.faults)
    reader = _Reader(findings, before)
    try:
        value = reader.document(text)
    except MarkedYAMLError as error:
        in_brackets = "flow" in str(error.context)
        mark = (
            (in_brackets and error.context_mark)
            or error.problem_mark
            or error.context_mark
        )
        line = mark.line + 1 + before if mark else None
        findings.add(
            line,
            "yaml",
            _describe_problem(error),
            say("Check the indentation, the colons and the brackets here."),
        )
        return None
    except YAMLError:
        findings.add(
            None,
            "yaml",
            say("This is not YAML."),
            say("Write `name: value`, one on each line."),
        )
        return None
    return (
        YamlDocument(value, reader.lines)
        if value is not None and len(findings.faults) == faults_before
        else None
    )


def _describe_problem(error: MarkedYAMLError) -> Say:
    if "\\t" in str(error.problem):
        return say("There is a tab here. YAML is indented with spaces.")
    if "mapping values are not allowed" in str(error.problem):
        return say(
            "There is a colon too many here, or the line above is indented differently."
        )
    return say("The file cannot be read further from here.")


class _Reader:
    """A reader that walks the nodes once, keeps lines and refuses what a form does not need."""

    def __init__(self, findings: Findings, before: int) -> None:
        self._findings = findings
        self._before = before
        self.lines: dict[Path, int] = {}

    def document(self, text: str) -> dict[str, Any] | None:
        try:
            node = _compose_nodes(text)
        except _Refused as refused:
            self._add(refused.line, "yaml", *refused.words)
            return None
        if not isinstance(node, MappingNode):
            self._add(
                0,
                "yaml",
                say("The file should hold fields."),
                say("Write `name: value`, one on each line."),
            )
            return None
        self.lines[()] = node.start_mark.line + 1 + self._before
        return self._mapping(node, ())

    def _value(self, node: Node, path: Path) -> Any:
        match node:
            case MappingNode():
                return self._mapping(node, path)
            case SequenceNode():
                return [
                    self._item(item, (*path, at)) for at, item in enumerate(node.value)
                ]
        return _read_scalar(str(node.tag), str(node.value))

    def _item(self, node: Node, path: Path) -> Any:
        self.lines[path] = node.start_mark.line + 1 + self._before
        return self._value(node, path)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in node.value:
            line = key.start_mark.line
            if not isinstance(key, ScalarNode):
                self._add(
                    line,
                    "yaml",
                    say("A field's name should be a word."),
                    say("Write `name: value`."),
                )
                continue
            name = str(key.value)
            if name in values:
                self._add(
                    line,
                    name,
                    say("“{name}” stands here twice.", name=name),
                    say("Keep one of them."),
                )
                continue
            self.lines[(*path, name)] = line + 1 + self._before
            values[name] = self._value(value, (*path, name))
        return values

    def _add(self, line: int, field: str, problem: Say, remedy: Say) -> None:
        self._findings.add(line + 1 + self._before, field, problem, remedy)


class _Refused(YAMLError):
    """A part that no form needs, met while the text was read."""

    def __init__(self, line: int, words: tuple[Say, Say]) -> None:
        super().__init__()
        self.line = line
        self.words = words


class _Guarded(Parser):
    """A parser that refuses each part before anything is built of it."""

    depth = 0

    def get_event(self) -> Any:
        event = super().get_event()
        self.depth += isinstance(event, CollectionStartEvent) - isinstance(
            event, CollectionEndEvent
        )
        if words := _find_refusal(event, self.depth):
            above = isinstance(event, DocumentStartEvent)
            raise _Refused(max(0, event.start_mark.line - above), words)
        return event


@lru_cache(maxsize=512)
def _compose_nodes(text: str) -> Node | None:
    """Return the text as nodes, which nobody changes.

    Remembered, since what a deck plans stands in each of its languages, letter by letter.
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.Parser = _Guarded
    return yaml.compose(text)  # type: ignore[no-any-return]


def _find_refusal(event: Any, depth: int) -> tuple[Say, Say] | None:
    if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
        return say("References (`&` and `*`) are not read."), say(
            "Write the value out in each place."
        )
    if isinstance(event, ScalarEvent) and HIDDEN.search(event.value):
        return say("There is a hidden control character here."), say(
            "Delete the line and write it again."
        )
    if getattr(event, "tag", None):
        return say("Types marked with `!` are not read."), say(
            "Write the value without it."
        )
    if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
        return say("Lines that begin with % are not read."), say("Delete the line.")
    if depth > DEEPEST:
        return say("There are more than {limit} levels here.", limit=DEEPEST), say(
            "Close a bracket, or indent less."
        )
    return None


def _read_scalar(tag: str, text: str) -> str | int | float | bool | None:
    """Return numbers, true, false and nothing as themselves, and everything else as text.

    Dates, times and `no` are text too.
    """
    digits = text.lstrip("+-")
    match tag.rpartition(":")[2]:
        case "null":
            return None
        case "bool":
            return text.lower() == "true"
        case "int" if digits.isdecimal() and len(digits) <= LONGEST_NUMBER:
            return int(text)
        case "float" if (
            digits.replace(".", "", 1).isdecimal() and len(digits) <= LONGEST_NUMBER
        ):
            return float(text)
    return text
