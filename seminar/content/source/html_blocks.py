"""Clean HTML as blocks for paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import zip_longest

from seminar.core.elements import Block, Bullets, Grid, Heading, Lines, Paragraph, Run

NARROW = 8
BROAD = 40
"""The fewest and the most characters that a column of a table is given room for."""

_INLINE = frozenset({"strong", "em", "code"})
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read_blocks(html: str) -> tuple[Block, ...]:
    """Return the blocks of clean HTML.

    A rule (`___`) is a line for handwriting, a line break a newline in a run.
    """
    reader = _Blocks()
    reader.feed(html)
    reader.close()
    reader.flush()
    return tuple(reader.blocks)


class _Blocks(HTMLParser):
    """A reader of clean HTML that flushes what it has gathered at each edge of a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._open: list[str] = []
        self._lists: list[str] = []
        self._items: list[tuple[Run, ...]] = []
        self._new_item = False
        self._row: list[str] = []
        self._rows: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "br":
            self._runs.append(Run("\n"))
            return
        if tag not in _INLINE:
            self.flush()
        if tag == "hr":
            self._write_line()
            return
        self._open.append(tag)
        if tag in ("ul", "ol"):
            self._lists.append(tag)
        self._new_item = self._new_item or tag == "li"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._row.append("".join(run.text for run in _tidy_runs(self._runs)))
            self._runs = []
        elif tag not in _INLINE:
            self.flush()
        if tag in self._open:
            self._open.remove(tag)
        if tag in ("ul", "ol"):
            self._end_list()
        elif tag == "tr":
            self._rows.append(tuple(self._row))
            self._row = []
        elif tag == "table":
            self.blocks.append(
                Grid(self._rows[0], tuple(self._rows[1:]), _column_shares(self._rows))
            )
            self._rows = []

    def handle_data(self, data: str) -> None:
        text = data if "pre" in self._open else _SPACE.sub(" ", data)
        self._runs.append(Run(text, "strong" in self._open, "em" in self._open))

    def flush(self) -> None:
        """Turn what has been gathered into an item, a heading or a paragraph."""
        runs = _tidy_runs(self._runs)
        self._runs = []
        if not runs:
            return
        if self._lists:
            if self._new_item or not self._items:
                self._items.append(runs)
            else:
                self._items[-1] = _tidy_runs([*self._items[-1], Run("\n"), *runs])
            self._new_item = False
            return
        for tag, level in (("h2", 2), ("h3", 3), ("h4", 3)):
            if tag in self._open:
                self.blocks.append(
                    Heading("".join(run.text for run in runs), 2 if level == 2 else 3)
                )
                return
        self.blocks.append(
            Paragraph(runs, "quote" if "blockquote" in self._open else "body")
        )

    def _end_list(self) -> None:
        kind = self._lists.pop()
        if not self._lists and self._items:
            self.blocks.append(Bullets(tuple(self._items), ordered=kind == "ol"))
            self._items = []

    def _write_line(self) -> None:
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Lines):
            self.blocks[-1] = Lines(last.count + 1)
        else:
            self.blocks.append(Lines(1))


def _column_shares(rows: list[tuple[str, ...]]) -> tuple[float, ...]:
    """Return how broad each column is against the others, by its longest text.

    Nothing where they are alike.
    """
    longest = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    shares = tuple(float(min(max(NARROW, length), BROAD)) for length in longest)
    return shares if len(set(shares)) > 1 else ()


def _tidy_runs(runs: list[Run]) -> tuple[Run, ...]:
    """Return the runs without doubled or outer spaces; neighbours in the same style are joined."""
    tidied: list[Run] = []
    for run in _trim_runs(runs):
        if tidied and (tidied[-1].bold, tidied[-1].italic) == (run.bold, run.italic):
            tidied[-1] = Run(tidied[-1].text + run.text, run.bold, run.italic)
        else:
            tidied.append(run)
    if tidied:
        last = tidied[-1]
        tidied[-1] = Run(last.text.rstrip(" \n"), last.bold, last.italic)
    return tuple(run for run in tidied if run.text)


def _trim_runs(runs: list[Run]) -> Iterator[Run]:
    ends_in_space = True
    for run in runs:
        text = run.text.lstrip(" ") if ends_in_space else run.text
        if text:
            ends_in_space = text[-1] in " \n"
            yield Run(text, run.bold, run.italic)
