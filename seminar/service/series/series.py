"""A series: rooms weeks apart in which the same people answer the same question, compared without
knowing who is who.

Between its rooms the server keeps what each has published, and nothing about one person. Who wants
to be part of the comparison takes a return card home (`seminar.service.series.return_cards`) and
hands it in at the next room: it is opened in memory, counted as a step before and a step after in a
table for each statement, and forgotten but for a hash of its nonce.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pydantic import TypeAdapter

from seminar.core.disclosure.follow_up.series import publish_follow_up
from seminar.core.disclosure.result import Result
from seminar.core.errors import Damaged, NotFound, Refused
from seminar.core.i18n import say
from seminar.core.model.abilities import followed_statements
from seminar.core.model.programme import Programme
from seminar.core.room.state import Room, in_result
from seminar.core.stats.tally import Paired, Scales, Square
from seminar.core.user_input import split_characters
from seminar.service import pseudonyms
from seminar.service.awaiting import Wait
from seminar.service.live_room import LiveRoom
from seminar.service.logins import Grant
from seminar.service.series import return_cards
from seminar.store import Moment, Pairs, SeriesLabel, SeriesRow, Store, WaveRow

log = logging.getLogger(__name__)

NAME_LENGTH = 60
"""Characters of a series' name at most: a line of the start page."""

_results = TypeAdapter(Result)


@dataclass(frozen=True, slots=True)
class Wave:
    """One room of a series, and what it has published of the question."""

    number: int
    room: str
    opened_on: date
    result: Result | None


@dataclass(frozen=True, slots=True)
class Series:
    """The rooms that belong together, and the key that seals and opens their cards."""

    id: str
    name: str
    key: bytes
    question: str
    opened_on: date
    owner: str
    """The name of the facilitator who began it; empty for the owner of the machine."""
    waves: tuple[Wave, ...] = ()

    def waves_before(self, number: int) -> tuple[Wave, ...]:
        """Return the rooms before this wave that have published something, the oldest first."""
        return tuple(
            wave
            for wave in self.waves
            if wave.number < number and wave.result is not None
        )


class AllSeries:
    """The series that this server holds, and what may be done with a return card in their
    rooms."""

    def __init__(self, store: Store, wait: Wait, today: Callable[[], date]) -> None:
        self._store = store
        self._wait = wait
        self._today = today
        self.reload()

    def __iter__(self) -> Iterator[Series]:
        return iter(
            sorted(
                self._all.values(),
                key=lambda series: (series.opened_on, series.id),
                reverse=True,
            )
        )

    def series_of(self, room: Room) -> Series | None:
        """Return the series of a room; None without one, and when it has ended."""
        return self._all.get(room.series)

    def followed_in(self, room: Room) -> str:
        """Return the question that a room's series follows; empty where there is no series."""
        series = self.series_of(room)
        return series.question if series else ""

    def list_matching(self, programme: Programme, owner: str = "") -> list[Series]:
        """Return the series that a room of this programme, opened by `owner`, can be the next
        of."""
        return [
            series
            for series in self
            if series.question == programme.followed_question
            and Grant(owner).may_lead(series.owner)
        ]

    def plan_wave(
        self, id: str, name: str, programme: Programme, code: str, owner: str = ""
    ) -> tuple[SeriesRow | None, WaveRow]:
        """Return the rows that make a room the next of a series, or the first of a new one.

        Args:
            id: The series'; empty for a new one.
            name: What a new one is called; where that is empty, by the room's code.
            programme: What the room runs.
            code: The room's.
            owner: The name of the facilitator who opens it; empty for the owner of the machine.

        Raises:
            Refused: Where the programme asks nothing that a series can follow.
            NotFound: Where the series has ended, follows another question, or belongs to another
                facilitator.
        """
        if programme.followed_question is None:
            raise Refused(
                say(
                    "This programme asks nothing that a series can follow. Open the room without"
                    " one."
                )
            )
        today = self._today()
        if not id:
            series = SeriesRow(
                pseudonyms.new_code(),
                _tidy_name(name) or code,
                return_cards.new_series_key(),
                programme.followed_question,
                today,
                owner,
            )
            return series, WaveRow(series.id, 0, code, today)
        waves = self._find_continuable(id, programme, owner).waves
        last_number = max((wave.number for wave in waves), default=-1)
        return None, WaveRow(id, last_number + 1, code, today)

    def _find_continuable(self, id: str, programme: Programme, owner: str) -> Series:
        """Return the series with this id, which a room of the programme can be the next of.

        Raises:
            NotFound: Where it has ended, follows another question, or belongs to another
                facilitator.
        """
        for series in self.list_matching(programme, owner):
            if series.id == id:
                return series
        raise NotFound(
            say(
                "This series has ended, or follows another question. Choose another, or begin "
                "one."
            )
        )

    def note_wave(self, begun: SeriesRow | None, wave: WaveRow) -> None:
        """Remember a room that was saved as the next of its series, which it may have `begun`."""
        if begun:
            self._all[begun.id] = Series(*begun)
        series = self._all[wave.series]
        waves = (*series.waves, Wave(wave.wave, wave.room, wave.opened_on, None))
        self._all[series.id] = replace(series, waves=waves)

    def note_results(self, room: Room, results: Mapping[str, Result]) -> None:
        """Remember what a room has published of the question, if that is among these results."""
        series = self.series_of(room)
        if series is None:
            return
        of_question = [
            result
            for key, result in results.items()
            if in_result(key)[0] == series.question
        ]
        if not of_question:
            return
        newest = of_question[-1]
        waves = (
            replace(wave, result=newest) if wave.room == room.code else wave
            for wave in series.waves
        )
        self._all[series.id] = replace(series, waves=tuple(waves))

    def publish_comparison(self, running: LiveRoom, moment: Moment) -> Result:
        """Return what may be shown of the question in a later room: beside what was published
        before, or as a change."""
        series = self._all[running.room.series]
        kind = running.programme.questions[series.question]
        rows = moment.answers(series.question, 1)
        tally = kind.count_answers(kind.decode(json.loads(row.value)) for row in rows)
        assert isinstance(tally, Scales), "only a scale can be followed"
        earlier = series.waves_before(running.room.wave)
        return publish_follow_up(
            tally,
            [wave.result.last for wave in earlier if wave.result],
            _tabulate_pairs(followed_statements(kind), moment.pairs()),
            running.rules_of_publishing,
        )

    def end(self, id: str) -> None:
        """End a series for good: its key is destroyed, every card goes blank, and what was kept
        for it is deleted."""
        if id not in self._all and id not in self.damaged:
            raise NotFound(say("This series has ended already."))
        self._wait(self._store.series.end(id))
        self._all.pop(id, None)
        self.damaged.pop(id, None)

    def reload(self) -> None:
        """Read the series anew, after old ones were deleted. One that is damaged is set aside, and
        its rooms follow nothing: a comparison without its earlier rooms would show too much."""
        self._all: dict[str, Series] = {}
        self.damaged = {label.id: label for label in self._store.series.damaged()}
        """What names each series of which something stored cannot be read, by id."""
        for row in self._store.series.all():
            try:
                self._all[row.id] = self._read(row)
            except (Damaged, ValueError):
                self.damaged[row.id] = SeriesLabel(row.id, row.name, row.owner)
        if self.damaged:
            log.warning("%d series are set aside: damaged", len(self.damaged))

    def _read(self, row: SeriesRow) -> Series:
        """Return the series as it is stored, or raise what is wrong with its rows."""
        waves = tuple(
            Wave(
                wave.wave,
                wave.room,
                wave.opened_on,
                _results.validate_json(wave.value) if wave.value else None,
            )
            for wave in self._store.series.waves(row.id)
        )
        return Series(*row, waves)


def _tidy_name(typed: str) -> str:
    """Return a series' name as it is stored: without surplus spaces, and not too long."""
    characters = split_characters(" ".join(typed.split()))
    return "".join(characters[:NAME_LENGTH])


def _tabulate_pairs(statements: tuple[str, ...], pairs: Pairs) -> Paired:
    """Return the tables of before and after, one for each statement.

    Of those alone who came back with a card from the same room, the one that most cards are from;
    of two with as many, the newer.
    """
    marks_by_wave = Counter[int]()
    for (wave, _, _, _), count in pairs.items():
        marks_by_wave[wave] += count
    most_cards = max(
        marks_by_wave, key=lambda wave: (marks_by_wave[wave], wave), default=0
    )
    squares = dict.fromkeys(statements, Square())
    for (wave, statement, before, after), count in pairs.items():
        if wave != most_cards:
            continue
        for _ in range(count):
            squares[statement] = squares[statement].add(before, after)
    return Paired(tuple(squares.items()))
