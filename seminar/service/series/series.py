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
from seminar.core.i18n import Say, say
from seminar.core.model.abilities import can_be_followed, followed_statements
from seminar.core.model.programme import Programme
from seminar.core.room.state import Room, in_result, result_key
from seminar.core.stats.tally import Paired, Scales, Square
from seminar.core.user_input import split_characters
from seminar.service import pseudonyms
from seminar.service.awaiting import Wait
from seminar.service.live_participant import LiveParticipant
from seminar.service.live_room import LiveRoom, Stage
from seminar.service.series import return_cards as cards
from seminar.store import HandedRow, Moment, Pairs, SeriesRow, Store, Taken, WaveRow

log = logging.getLogger(__name__)

NAME_LENGTH = 60

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
    waves: tuple[Wave, ...] = ()

    def before(self, wave: int) -> tuple[Wave, ...]:
        """The rooms before this one that have published something."""
        return tuple(one for one in self.waves if one.number < wave and one.result is not None)


class AllSeries:
    """The series that this server holds, and what may be done with a return card in a room of
    one."""

    def __init__(self, store: Store, wait: Wait, today: Callable[[], date]) -> None:
        self._store, self._wait, self._today = store, wait, today
        self.reload()

    # --- series -----------------------------------------------------------------------------------

    def __iter__(self) -> Iterator[Series]:
        return iter(
            sorted(self._all.values(), key=lambda one: (one.opened_on, one.id), reverse=True)
        )

    def of(self, room: Room) -> Series | None:
        """The series of a room, until it has ended."""
        return self._all.get(room.series)

    def followed_in(self, room: Room) -> str:
        """The question that a room's series follows; empty where there is no series."""
        one = self.of(room)
        return one.question if one else ""

    def that_fit(self, programme: Programme) -> list[Series]:
        """The series that a room of this programme can be the next of."""
        return [one for one in self if one.question == programme.followed_question]

    def next_room(
        self, id: str, name: str, programme: Programme, code: str
    ) -> tuple[SeriesRow | None, WaveRow]:
        """The rows that make a room the next of this series, or with no id the first of a new
        one called `name`."""
        if programme.followed_question is None:
            raise Refused(
                say(
                    "This programme asks nothing that a series can follow. Open the room without one."
                )
            )
        if not id:
            named = "".join(split_characters(" ".join(name.split()))[:NAME_LENGTH]) or code
            row = SeriesRow(
                pseudonyms.new_code(),
                named,
                cards.new_key(),
                programme.followed_question,
                self._today(),
            )
            return row, WaveRow(row.id, 0, code, self._today())
        if id not in self._all or self._all[id] not in self.that_fit(programme):
            raise NotFound(
                say(
                    "This series has ended, or follows another question. Choose another, or begin one."
                )
            )
        number = max((one.number for one in self._all[id].waves), default=-1) + 1
        return None, WaveRow(id, number, code, self._today())

    def note(self, begins: SeriesRow | None, wave: WaveRow) -> None:
        """Remember a room that was saved as the next of its series."""
        if begins:
            self._all[begins.id] = Series(*begins)
        one = self._all[wave.series]
        waves = (*one.waves, Wave(wave.wave, wave.room, wave.opened_on, None))
        self._all[one.id] = replace(one, waves=waves)

    def published(self, room: Room, made: Mapping[str, Result]) -> None:
        """Remember what a room has published of the question, if that is among these results."""
        one = self.of(room)
        news = [result for key, result in made.items() if one and in_result(key)[0] == one.question]
        if one and news:
            waves = (
                replace(wave, result=news[-1]) if wave.room == room.code else wave
                for wave in one.waves
            )
            self._all[one.id] = replace(one, waves=tuple(waves))

    def compared(self, running: LiveRoom, moment: Moment) -> Result:
        """What may be shown of the question in a later room: beside what was published before,
        or as a change."""
        room, one = running.room, self._all[running.room.series]
        kind = running.programme.questions[one.question]
        tally = kind.count_answers(
            kind.decode(json.loads(row.value)) for row in moment.answers(one.question, 1)
        )
        assert isinstance(tally, Scales), "only a scale can be followed"
        earlier = [wave.result.last for wave in one.before(room.wave) if wave.result]
        return publish_follow_up(
            tally,
            earlier,
            _paired(followed_statements(kind), moment.pairs()),
            running.rules_of_publishing,
        )

    def end(self, id: str) -> None:
        """End a series for good: its key is destroyed, every card goes blank, and what was kept
        for it is deleted."""
        if id not in self._all:
            raise NotFound(say("This series has ended already."))
        self._wait(self._store.series.end(id))
        del self._all[id]

    def reload(self) -> None:
        """Read the series anew, after old ones were deleted. One that is damaged is left out, and
        its rooms follow nothing: a comparison without its earlier rooms would show too much."""
        self._all: dict[str, Series] = {}
        try:
            rows = self._store.series.all()
        except Damaged:
            log.warning("The series are left out, for the row of one cannot be read")
            return
        for row in rows:
            try:
                self._all[row.id] = self._read(row)
            except (Damaged, ValueError) as error:
                log.warning("A series is left out, for its rows cannot be read: %s", type(error))

    def _read(self, row: SeriesRow) -> Series:
        waves = tuple(
            Wave(
                one.wave,
                one.room,
                one.opened_on,
                _results.validate_json(one.value) if one.value else None,
            )
            for one in self._store.series.waves(row.id)
        )
        return Series(*row, waves)

    # --- return cards -----------------------------------------------------------------------------

    def card(self, running: LiveRoom, token: str) -> str:
        """This participant's return card from this room, or refused in words. Nothing of it is
        kept."""
        one, key = self._series(running), running.key
        if key is None or running.stage not in ("closed", "shown"):
            raise Refused(
                say("The card is made when the answers are closed and as long as the room is open.")
            )
        marks = _marks(running, one.question, key, token)
        if marks is None:
            raise Refused(
                say(
                    "You have not answered the statements in this room, so there is nothing for a card."
                )
            )
        return cards.seal(
            one.key, one.question, cards.Card(running.room.wave, marks, cards.nonce_for(key, token))
        )

    def hand_in(self, running: LiveRoom, token: str, typed: str) -> None:
        """Count a card that comes back: from its answers to this participant's answers now;
        refused in words."""
        one, key, room = self._series(running), running.key, running.room
        if key is None or running.stage != "closed":
            raise Refused(_WHEN.get(running.stage, _TOO_LATE))
        card = cards.unseal(one.key, one.question, typed)
        if card.wave >= room.wave:
            raise Refused(say("This card is from this room. Keep it for the next one."))
        now = _marks(running, one.question, key, token)
        if now is None:
            raise Refused(
                say(
                    "You have not answered the statements in this room, so nothing can be compared."
                )
            )
        names = followed_statements(running.programme.questions[one.question])
        both = zip(names, card.marks, now, strict=False)
        pairs = tuple((name, before, after) for name, before, after in both if before and after)
        who = LiveParticipant(running, key, token).answerer_id("card")
        row = HandedRow(
            room.code, who, one.id, room.wave, card.wave, cards.used_as(one.key, card.nonce), pairs
        )
        taken = self._wait(self._store.series.hand_in(row, result_key(one.question, (1,))))
        if taken != "counted":
            raise Refused(_NOT_TAKEN[taken])
        running.handed.add(who)

    def take_back(self, running: LiveRoom) -> None:
        """Forget the cards that were handed in here: the question is open again, and answers may
        change."""
        if running.handed:
            room = running.room
            self._wait(self._store.series.take_back(room.code, room.series, room.wave))
            running.handed.clear()

    def _series(self, running: LiveRoom) -> Series:
        one = self.of(running.room)
        if one is None:
            raise Refused(
                say("This room belongs to no series, so it neither gives nor takes return cards.")
            )
        return one


_TOO_LATE = say(
    "The result is already shown, so the card cannot be counted here. Keep it for the next room."
)
_WHEN: dict[Stage, Say] = {
    "ahead": say(
        "The card is handed in when the four statements have been answered. Keep it until then."
    ),
    "open": say(
        "The card is handed in when the facilitator has closed the answers. Keep it until then."
    ),
}
_NOT_TAKEN: dict[Taken, Say] = {
    "used": say("This card has been counted already. A card counts once."),
    "second": say("A card from this phone has been counted already. Everyone hands in one card."),
    "late": _TOO_LATE,
}


def _paired(names: tuple[str, ...], pairs: Pairs) -> Paired:
    """The tables of those who came back with a card from the same room: the one that most cards
    are from."""
    people = Counter[int]()
    for (since, _, _, _), count in pairs.items():
        people[since] += count
    since = max(people, key=lambda one: (people[one], one), default=0)
    squares = dict.fromkeys(names, Square())
    for (wave, name, before, after), count in pairs.items():
        for _ in range(count if wave == since else 0):
            squares[name] = squares[name].add(before, after)
    return Paired(tuple(squares.items()))


def _marks(running: LiveRoom, question: str, key: bytes, token: str) -> cards.Marks | None:
    """What this participant has answered, in the newest round that has an answer of theirs."""
    rounds = (number for name, number in running.answers if name == question)
    answer = LiveParticipant(running, key, token).newest_answer(question, rounds)
    kind = running.programme.questions[question]
    if answer is None or not can_be_followed(kind):
        return None
    return kind.read_marks(answer.value)
