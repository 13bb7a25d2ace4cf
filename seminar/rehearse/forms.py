"""Reads from the HTML of a phone's page what it asks, as a person does: radio buttons, boxes …

Rehearsal participants know nothing of the kinds of question. What they cannot find on the page, a
person could not answer either.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """Choose one of `values`, in the order of the page; those in `quiet` are the way out («vet
    ikke»)."""

    name: str
    values: tuple[str, ...]
    quiet: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TextField:
    """Write at most `limit` characters; `lines` is 1 for a word or a phrase."""

    name: str
    limit: int
    lines: int = 1


@dataclass(frozen=True, slots=True)
class NumberField:
    """A whole number from `low` to `high`."""

    name: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class TickField:
    """Tick at most `most` of the boxes with these names, or one of those in `quiet` alone."""

    name: str
    names: tuple[str, ...]
    most: int
    quiet: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OrderField:
    """Give the parts with these names the places 1, 2, 3 …"""

    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShareField:
    """Share `total` among the parts with these names, in steps of `step`."""

    name: str
    names: tuple[str, ...]
    total: int
    step: int


DEFAULT_LIMIT = 60
"""Characters of a text field whose page names no limit: one line."""

PageField = ChoiceField | TextField | NumberField | TickField | OrderField | ShareField


@lru_cache(maxsize=64)
def read_fields(html: str) -> tuple[PageField, ...]:
    """Return the fields that a page asks for, in order.

    Fields without a name stay on the phone and are not among them.
    """
    reader = _Reader()
    reader.feed(html)
    return tuple(reader.fields.values())


def read_hidden_fields(html: str) -> dict[str, str]:
    """Return the hidden fields of a page's form, such as its CSRF token."""
    reader = _Reader()
    reader.feed(html)
    return reader.hidden


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, PageField] = {}
        self.hidden: dict[str, str] = {}
        self._is_quiet = False
        """Whether the label that is open is the way out."""
        self._fieldset: dict[str, str] = {}
        """The attributes of the fieldset, which hold for all its parts."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        name = attributes.get("name", "")
        is_question = "/" in name
        if tag == "fieldset":
            self._fieldset = attributes
        elif tag == "label":
            self._is_quiet = "quiet" in attributes.get("class", "").split()
        elif tag == "input" and attributes.get("type") == "hidden":
            self.hidden.setdefault(name, attributes.get("value", ""))
        elif tag == "select" and is_question:
            self._add_order_part(name)
        elif tag in ("input", "textarea") and is_question:
            self._add_input(name, attributes)
        elif tag == "button" and is_question:
            self._add_value(name, attributes["value"])

    def _add_input(self, name: str, attributes: dict[str, str]) -> None:
        low = attributes.get("data-low") or attributes.get("min")
        high = attributes.get("data-high") or attributes.get("max")
        if attributes.get("type") == "checkbox":
            self._add_tick_part(name)
        elif "data-part" in attributes:
            self._add_share_part(name)
        elif attributes.get("type") == "radio":
            self._add_value(name, attributes.get("value", "on"))
        elif low and high:
            self.fields[name] = NumberField(name, int(low), int(high))
        else:
            written = attributes.get("data-limit") or attributes.get("maxlength")
            limit = int(written or DEFAULT_LIMIT)
            self.fields[name] = TextField(name, limit, int(attributes.get("rows", "1")))

    def _add_value(self, name: str, value: str) -> None:
        """Add a value that can be chosen."""
        field = self.fields.get(name)
        if not isinstance(field, ChoiceField):
            field = ChoiceField(name, ())
        quiet = field.quiet | {value} if self._is_quiet else field.quiet
        self.fields[name] = ChoiceField(name, (*field.values, value), quiet)

    # The name of a part is that of its field, a full stop, and the option's.

    def _add_tick_part(self, name: str) -> None:
        whole = name.rpartition(".")[0]
        field = self.fields.get(whole)
        if not isinstance(field, TickField):
            field = TickField(whole, (), int(self._fieldset["data-most"]))
        quiet = field.quiet | {name} if self._is_quiet else field.quiet
        self.fields[whole] = TickField(whole, (*field.names, name), field.most, quiet)

    def _add_share_part(self, name: str) -> None:
        whole = name.rpartition(".")[0]
        field = self.fields.get(whole)
        names = field.names if isinstance(field, ShareField) else ()
        total = int(self._fieldset["data-share"])
        step = int(self._fieldset["data-by"])
        self.fields[whole] = ShareField(whole, (*names, name), total, step)

    def _add_order_part(self, name: str) -> None:
        whole = name.rpartition(".")[0]
        field = self.fields.get(whole)
        names = field.names if isinstance(field, OrderField) else ()
        self.fields[whole] = OrderField(whole, (*names, name))
