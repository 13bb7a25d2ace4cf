"""What a phone's picture asks, read from its HTML as a person reads it: radio buttons, boxes,
numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Pick:
    """Choose one of `values`, in the order of the page; those in `quiet` are the way out («vet
    ikke»)."""

    name: str
    values: tuple[str, ...]
    quiet: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Note:
    """Write at most `limit` characters; `lines` is 1 for a word or a phrase."""

    name: str
    limit: int
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Level:
    """A whole number from `low` to `high`."""

    name: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Boxes:
    """Tick at most `most` of the boxes with these names, or one of those in `quiet` alone."""

    name: str
    names: tuple[str, ...]
    most: int
    quiet: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Places:
    """Give the parts with these names the places 1, 2, 3 …"""

    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """Share `total` among the parts with these names, in steps of `by`."""

    name: str
    names: tuple[str, ...]
    total: int
    by: int


Asked = Pick | Note | Level | Boxes | Places | Split


@lru_cache(maxsize=64)
def asked(html: str) -> tuple[Asked, ...]:
    """The fields that a picture asks for, in order. Fields without a name stay on the phone and
    are not here."""
    reader = _Reader()
    reader.feed(html)
    return tuple(reader.fields.values())


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of a page's form, such as its CSRF token."""
    reader = _Reader()
    reader.feed(html)
    return reader.hidden


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Asked] = {}
        self.hidden: dict[str, str] = {}
        self._quiet = False
        self._field: dict[str, str] = {}
        """What the field says of all its parts."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "fieldset":
            self._field = found
        elif tag == "label":
            self._quiet = "quiet" in found.get("class", "").split()
        elif tag == "input" and found.get("type") == "hidden":
            self.hidden.setdefault(name, found.get("value", ""))
        elif tag == "select" and "/" in name:
            self._part(name, Places)
        elif tag in ("input", "textarea") and "/" in name:
            self._ask(name, found)
        elif tag == "button" and "/" in name:
            before = self.fields.get(name)
            self.fields[name] = Pick(
                name, (*(before.values if isinstance(before, Pick) else ()), found["value"])
            )

    def _part(self, name: str, word: type[Boxes | Places | Split]) -> None:
        """One more part of the field whose name stands before the last full stop."""
        whole, quiet = name.rpartition(".")[0], frozenset[str]()
        before = self.fields.get(whole)
        names = (*before.names, name) if isinstance(before, word) else (name,)
        if isinstance(before, Boxes):
            quiet = before.quiet
        if word is Boxes:
            quiet |= {name} if self._quiet else frozenset()
            self.fields[whole] = Boxes(whole, names, int(self._field["data-most"]), quiet)
        elif word is Split:
            self.fields[whole] = Split(
                whole, names, int(self._field["data-share"]), int(self._field["data-by"])
            )
        else:
            self.fields[whole] = Places(whole, names)

    def _ask(self, name: str, found: dict[str, str]) -> None:
        if found.get("type") == "checkbox":
            self._part(name, Boxes)
        elif "data-part" in found:
            self._part(name, Split)
        elif found.get("type") == "radio":
            value = found.get("value", "on")
            before = self.fields.get(name)
            values, quiet = (
                (before.values, before.quiet)
                if isinstance(before, Pick)
                else ((), frozenset[str]())
            )
            self.fields[name] = Pick(
                name, (*values, value), quiet | {value} if self._quiet else quiet
            )
        elif (low := found.get("data-low") or found.get("min")) and (
            high := found.get("data-high") or found.get("max")
        ):
            self.fields[name] = Level(name, int(low), int(high))
        else:
            limit = int(found.get("data-limit") or found.get("maxlength") or 60)
            self.fields[name] = Note(name, limit, int(found.get("rows", "1")))
