"""View models of the facilitator's start page: what can be opened, and what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from seminar.core.i18n import LANGUAGE_NAMES, Message
from seminar.core.model.programme import Programme, ProgrammeWords
from seminar.service.live_room import LiveRoom
from seminar.service.retention import StoredRoom
from seminar.service.series.series import Series


@dataclass(frozen=True, slots=True)
class RoomProgress:
    """The step that a room stands at, where it can be led, and who has joined."""

    step: int
    """1 for the first."""
    steps: int
    joined: int
    has_newer: bool
    """Whether the files hold another version of its programme."""


@dataclass(frozen=True, slots=True)
class ListedRoom:
    """A room on the start page."""

    code: str
    title: str
    closed: bool
    opened_on: date | None
    until: date | None
    """The last day that anything of it is kept."""
    results: int
    set_aside: Message
    """Why it cannot be led, where it is set aside; else empty."""
    progress: RoomProgress | None
    """None where it cannot be led."""


@dataclass(frozen=True, slots=True)
class SelectOption:
    """An option of a list to choose from."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class CaseChoice:
    """The list from which the case of one question is chosen."""

    field: str
    """The question's qualified id, which the form's field is named by."""
    title: str
    cases: tuple[SelectOption, ...]


@dataclass(frozen=True, slots=True)
class SeriesChoice:
    """A series that a new room may go on with."""

    id: str
    name: str
    next_number: int
    """The number of the room that is next in it, 1 for the first."""


@dataclass(frozen=True, slots=True)
class OfferedProgramme:
    """A programme on the start page, with the form that opens a room of it."""

    id: str
    title: str
    summary: str
    minutes: int
    steps: int
    language_codes: str
    """The languages that it has words in, such as `NB, EN`."""
    languages: tuple[SelectOption, ...]
    cases: tuple[CaseChoice, ...]
    can_follow: bool
    """Whether its rooms may belong to a series."""
    series: tuple[SeriesChoice, ...]


@dataclass(frozen=True, slots=True)
class WaveEntry:
    """A room of a series."""

    number: int
    """1 for the first."""
    code: str
    opened_on: date


@dataclass(frozen=True, slots=True)
class ListedSeries:
    """A series on the start page, with its rooms in their order."""

    id: str
    name: str
    waves: tuple[WaveEntry, ...]


def describe_room(
    room: StoredRoom,
    title: str,
    running: LiveRoom | None,
    set_aside: Mapping[str, Message],
    has_newer: Callable[[LiveRoom], bool],
) -> ListedRoom:
    """Return a room's row; `running` is the room itself, where it can be led."""
    progress = None
    if running is not None:
        progress = RoomProgress(
            step=running.room.now.at + 1,
            steps=len(running.programme.steps),
            joined=len(running.participants),
            has_newer=has_newer(running),
        )
    return ListedRoom(
        code=room.code,
        title=title,
        closed=room.closed,
        opened_on=room.opened_on,
        until=room.until,
        results=room.results,
        set_aside=set_aside.get(room.code, ""),
        progress=progress,
    )


def describe_programme(
    programme: Programme, words: ProgrammeWords, series: Iterable[Series]
) -> OfferedProgramme:
    """Return a programme's row; `series` are those that a room of it may go on with."""
    return OfferedProgramme(
        id=programme.id,
        title=words.title,
        summary=words.summary,
        minutes=round(programme.minutes),
        steps=len(programme.steps),
        language_codes=", ".join(lang.upper() for lang in programme.languages),
        languages=tuple(
            SelectOption(lang, LANGUAGE_NAMES.get(lang, lang), lang == words.lang)
            for lang in programme.languages
        ),
        cases=tuple(_list_case_choices(programme, words)),
        can_follow=bool(programme.followed_question),
        series=tuple(
            SeriesChoice(item.id, item.name, len(item.waves) + 1) for item in series
        ),
    )


def describe_series(series: Series) -> ListedSeries:
    """Return a series's row."""
    waves = tuple(
        WaveEntry(wave.number + 1, wave.room, wave.opened_on) for wave in series.waves
    )
    return ListedSeries(series.id, series.name, waves)


def _list_case_choices(
    programme: Programme, words: ProgrammeWords
) -> Sequence[CaseChoice]:
    """Return a list of cases for each question that an author wrote several cases of."""
    choices = []
    for exercise_id, exercise in programme.exercises.items():
        spoken = words.exercises[exercise_id]
        for question, cases in exercise.banks.items():
            field = f"{exercise_id}.{question}"
            picked = programme.picks.get(field)
            options = tuple(
                SelectOption(
                    case, spoken.questions[f"{question}/{case}"].prompt, case == picked
                )
                for case in cases
            )
            choices.append(CaseChoice(field, spoken.title, options))
    return choices
