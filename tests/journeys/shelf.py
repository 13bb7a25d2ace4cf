"""Content with one exercise for each sample question of the kinds, as an author would write it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from seminar.core.i18n import LANGUAGES
from seminar.core.model.kind import Wording
from tests.kinds.samples import SAMPLES

PROGRAMME = "all-kinds"

EXERCISE = """\
code: X1
keys: [R]
minutes: {{min: 1, standard: 2, max: 3}}
evidence: weak
questions:
  question: {question}
flow:
  - {{move: ask, id: ask, minutes: 1, questions: [question]}}
  - {{move: show, id: show, minutes: 1, questions: [question]}}
"""

WORDS = """\
# {title}

## instruction

Answer.

## move ask: Ask

## move show: Show

## question question

{asked}
"""

SENT = [name for name, (kind, _, _) in SAMPLES.items() if kind.privacy != "private"]
"""The samples that a phone answers by sending something."""


def write(
    folder: Path,
    words: Callable[[Wording], Wording] = lambda own: own,
    title: str = "",
    names: Sequence[str] = SENT,
) -> Path:
    """The whole shelf, with a programme that goes through it and one for each exercise alone.

    `words` may say each question otherwise than its sample does, and all may have one `title`.
    Only the samples in `names` are on it.
    """
    for name in names:
        kind, wording, _ = SAMPLES[name]
        place = folder / "exercises" / name
        place.mkdir(parents=True)
        question = json.dumps(
            kind.model_dump(mode="json", exclude_defaults=True) | {"kind": kind.kind}
        )
        (place / "exercise.yaml").write_text(EXERCISE.format(question=question))
        wording = words(wording)
        labels = "\n".join(f"- {id_}: {text}" for id_, text in wording.labels.items())
        asked = "\n\n".join(filter(None, (wording.prompt, wording.hint, labels)))
        for lang in LANGUAGES:
            (place / f"{lang}.md").write_text(
                WORDS.format(title=title or name, asked=asked)
            )
        _deck(folder / "slides" / only(name), [name])
    _deck(folder / "slides" / PROGRAMME, names)
    return folder


def only(name: str) -> str:
    """The programme that has nothing but this exercise."""
    return f"only-{name}"


def _deck(place: Path, names: Sequence[str]) -> None:
    place.mkdir(parents=True)
    slides = ["<!-- raus: {item: welcome, minutes: 1} -->\n\n# Welcome"]
    slides += [
        f"<!-- raus: {{exercise: {name}, minutes: 2}} -->\n\n# {name}" for name in names
    ]
    for lang in LANGUAGES:
        head = f"---\nmarp: true\ntitle: {place.name}\nlang: {lang}\n---\n\n"
        (place / f"{lang}.md").write_text(head + "\n\n---\n\n".join(slides) + "\n")
