"""A content file as text: bounded, in UTF-8, and from inside its own folder."""

from __future__ import annotations

import re
from errno import ENOTSUP
from pathlib import Path

from seminar.content.source.faults import Findings
from seminar.core.i18n import say

LARGEST = 256 * 1024
"""Bytes in a file: some twenty times the longest that comes with the program."""

MOST_LINES = 5_000
LONGEST_LINE = 25_000
"""Lines in a file, and characters in a line: what reads them takes quadratic time where they
are made to be slow."""

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What is not seen and could steer a terminal, turn words round or be no letter at all."""

_DIVIDE = say("Divide it into several, or take out what does not belong here.")


def read_source_text(path: Path, inside: Path, findings: Findings) -> str | None:
    """Return the file's text with newlines as line ends, or None with the reason in `findings`."""
    if not path.resolve().is_relative_to(inside.resolve()):
        findings.add(
            None,
            path.name,
            say("This file leads out of its folder."),
            say("Put a copy of the file here in place of the link."),
        )
        return None
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            # A pipe would keep the whole program waiting.
            raise OSError(ENOTSUP, "it is not a file")
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        findings.add(
            None,
            path.name,
            say(
                "The file cannot be opened ({reason}).",
                reason=error.strerror or str(error),
            ),
            say("Check that the file is there and that you may read it."),
        )
        return None
    return _decode(raw, path.name, findings)


def _decode(raw: bytes, name: str, findings: Findings) -> str | None:
    """Return the bytes as text with newlines, or None with the reason in `findings`."""
    if len(raw) > LARGEST:
        problem = say("The file is larger than {limit} kB.", limit=LARGEST // 1024)
        findings.add(None, name, problem, _DIVIDE)
        return None
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        findings.add(
            raw.count(b"\n", 0, error.start) + 1,
            name,
            say("There are letters here that are not written in UTF-8."),
            say("Save the file again with the encoding UTF-8."),
        )
        return None
    return text if _fits(text, name, findings) else None


def _fits(text: str, name: str, findings: Findings) -> bool:
    """Return whether lines and characters are within bounds, with the first that is not a fault."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        problem = say(
            "There are more than {limit} lines in this file.", limit=MOST_LINES
        )
        findings.add(MOST_LINES + 1, name, problem, _DIVIDE)
        return False
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            problem = say(
                "This line is longer than {limit} characters.", limit=LONGEST_LINE
            )
            findings.add(number, name, problem, _DIVIDE)
            return False
    if hidden := HIDDEN.search(text):
        findings.add(
            text.count("\n", 0, hidden.start()) + 1,
            name,
            say("There is a hidden control character here."),
            say("Delete the line and write it again."),
        )
        return False
    return True
