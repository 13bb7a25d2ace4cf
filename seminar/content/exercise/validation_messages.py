"""Pydantic's findings about a file's values, in the words of the person who wrote them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from seminar.content.source.faults import Findings, join_names, suggest_name
from seminar.content.source.names import NAME
from seminar.content.source.yaml import YamlDocument
from seminar.core.i18n import Say, say

Place = tuple[str | int, ...]
Fields = Callable[[Place], Sequence[str]]
"""The names that may stand at a place of the file."""

_LISTS = ("tuple_type", "list_type")
_MAPPINGS = ("dict_type", "mapping_type", "model_type", "model_attributes_type")
_SMALL = ("greater_than", "greater_than_equal")
_LARGE = ("less_than", "less_than_equal")
_NUMBERS = ("float_type", "float_parsing", "finite_number")
_WHOLE = ("int_type", "int_parsing", "int_from_float")
_TRUTH = ("bool_type", "bool_parsing")
_CHOICES = ("literal_error", "enum")


def report_mistakes(
    error: ValidationError,
    document: YamlDocument,
    fields: Fields,
    findings: Findings,
    inside: Place = (),
) -> None:
    """Add a fault for each mistake, at the line where it stands.

    `inside` is where the validated part begins.
    """
    for details in error.errors():
        place = _find_place((*inside, *details["loc"]), document.value)
        findings.add(
            document.line(place),
            ".".join(map(str, place)),
            *_explain(details, place, fields),
        )


def list_declared_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the names an author may write in this model's place."""
    return tuple(model.model_fields)


def _find_place(loc: Place, value: Any) -> Place:
    """Return where the mistake stands in the file.

    That is `loc` without the names of kinds and moves that pydantic puts in.
    """
    place: list[str | int] = []
    parts = list(loc[:-1] if loc[-1:] == ("[key]",) else loc)
    while parts:
        part = parts.pop(0)
        if isinstance(value, Mapping) and part in (
            value.get("kind"),
            value.get("move"),
        ):
            if not parts:
                break
            part = parts.pop(0)
        inner = _step_inside(value, part)
        if inner is not None or not parts:
            place.append(part)
            value = inner
    return tuple(place)


def _step_inside(value: Any, part: str | int) -> Any:
    """Return what stands there, or None where pydantic's part of the way is not the author's."""
    if isinstance(value, Mapping):
        return value.get(part)
    return value[part] if isinstance(value, list) and isinstance(part, int) else None


def _explain(details: ErrorDetails, place: Place, fields: Fields) -> tuple[Say, Say]:
    """Return the problem and the remedy."""
    kind = details["type"]
    value = details["input"]
    about = details.get("ctx", {})
    name = str(place[-1]) if place else ""
    if kind == "missing":
        return say("“{name}” is missing.", name=name), say(
            "Add a line `{name}: …`.", name=name
        )
    if kind == "extra_forbidden":
        return say("There is no field called “{name}” here.", name=name), suggest_name(
            name, fields(place[:-1])
        )
    if kind == "union_tag_not_found":
        tag = str(about["discriminator"]).strip("'")
        return say("“{name}” is missing.", name=tag), say(
            "Add `{name}: …` to say what this is.", name=tag
        )
    if kind == "union_tag_invalid":
        problem = say("There is no “{name}” to choose here.", name=str(about["tag"]))
        return problem, suggest_name(
            str(about["tag"]), _split_quoted(about["expected_tags"])
        )
    if kind in _CHOICES:
        return say("“{given}” cannot stand here.", given=_shorten(value)), suggest_name(
            str(value), _split_quoted(about["expected"].replace(" or ", ", "))
        )
    return _explain_value(kind, value, about, place, details["msg"])


def _explain_value(
    kind: str, value: Any, about: Mapping[str, Any], place: Place, message: str
) -> tuple[Say, Say]:
    """Return the problem and the remedy for a value of the wrong sort or size."""
    if kind in _LISTS:
        return say("This should be a list."), say(
            "Write `[one, two]`, or one on each line after a hyphen."
        )
    if kind in _MAPPINGS:
        return say("This should have fields of its own."), say(
            "Write `name: value`, one on each line, indented."
        )
    if kind in ("too_short", "string_too_short"):
        remedy = say("Give at least {least}.", least=about["min_length"])
        return say("There is too little here."), remedy
    if kind in ("too_long", "string_too_long"):
        remedy = say("Give at most {most}.", most=about["max_length"])
        return say("There is too much here."), remedy
    scalar = _explain_scalar(kind, _shorten(value), about, place)
    if scalar is not None:
        return scalar
    return _explain_own_check(about.get("error"), message), say(
        "Change it so that this holds."
    )


def _explain_scalar(
    kind: str, shown: str, about: Mapping[str, Any], place: Place
) -> tuple[Say, Say] | None:
    """Return the problem and the remedy for a wrong text, number or truth value.

    None where `kind` is the mistake of something else. `shown` is the value as it is quoted.
    """
    if kind == "string_type":
        return say("“{given}” is not read as text here.", given=shown), say(
            "Put quotation marks around it: `'{given}'`.", given=shown
        )
    if kind == "string_pattern_mismatch":
        code = say("Write one of R, A, U, S, X and M, and a number: `R7`.")
        remedy = code if place == ("code",) else NAME
        return say("“{given}” cannot be a name here.", given=shown), remedy
    if kind in _WHOLE:
        remedy = say("Write a number such as 5.")
        return say("“{given}” is not a whole number.", given=shown), remedy
    if kind in _NUMBERS:
        remedy = say("Write a number such as 5 or 2.5.")
        return say("“{given}” is not a number.", given=shown), remedy
    if kind in _TRUTH:
        remedy = say("Write `true` or `false`.")
        return say("“{given}” is neither true nor false.", given=shown), remedy
    if kind in _SMALL or kind in _LARGE:
        limit = next(
            f"{about[bound]:g}" for bound in ("ge", "gt", "le", "lt") if bound in about
        )
        at_least = say("Write at least {limit}.", limit=limit)
        at_most = say("Write at most {limit}.", limit=limit)
        remedy = at_least if kind in _SMALL else at_most
        return say("“{given}” is outside what can stand here.", given=shown), remedy
    return None


def _explain_own_check(error: object, message: str) -> Say:
    """Return what a kind's own check says, if it says something."""
    words = error.args[0] if isinstance(error, ValueError) and error.args else message
    return (
        words
        if isinstance(words, Say)
        else say("{reason}.", reason=str(words).rstrip("."))
    )


def _shorten(value: Any) -> str:
    """Return a value as the author wrote it, in at most 40 characters."""
    written = str(value).lower() if isinstance(value, bool) else value
    text = join_names([written])
    return text if len(text) <= 40 else f"{text[:39]}…"


def _split_quoted(expected: str) -> list[str]:
    """Return the names in pydantic's list.

    >>> _split_quoted("'a', 'b'")
    ['a', 'b']
    """
    return [name.strip().strip("'") for name in expected.split(",")]
