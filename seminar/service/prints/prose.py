"""Authors' prose in another style than its own, for prints."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.elements import Block, Paragraph, Prose, Run


def set_small(prose: Prose) -> Iterator[Block]:
    """Build the prose with its paragraphs in small type; lists and the like as they are."""
    for block in prose.blocks:
        yield Paragraph(block.runs, "small") if isinstance(block, Paragraph) else block


def set_lead(prose: Prose) -> Iterator[Block]:
    """Build the prose with its paragraphs as a lead: larger, for an instruction."""
    for block in prose.blocks:
        yield Paragraph(block.runs, "lead") if isinstance(block, Paragraph) else block


def read_paragraph_text(paragraph: Paragraph) -> str:
    """Return an author's paragraph as plain text, without marks such as bold."""
    return "".join(run.text for run in paragraph.runs if isinstance(run, Run))
