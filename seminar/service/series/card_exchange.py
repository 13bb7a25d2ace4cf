"""Return cards in live rooms: make them, take them, and forget those that were taken too early."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from seminar.core.errors import Refused
from seminar.core.i18n import Say, say
from seminar.core.model.abilities import can_be_followed, followed_statements
from seminar.core.room.state import result_key
from seminar.service.awaiting import Wait
from seminar.service.live_participant import LiveParticipant
from seminar.service.live_room import LiveRoom, Stage
from seminar.service.series import return_cards
from seminar.service.series.series import AllSeries, Series
from seminar.store import HandedRow, Store, Taken

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
    "second": say(
        "A card from this phone has been counted already. Everyone hands in one card."
    ),
    "late": _TOO_LATE,
}


class CardExchange:
    """Gives return cards to participants, and takes cards of earlier rooms from them.

    Args:
        all_series: The series that the rooms belong to.
        store: Where the cards are counted.
        wait: How to wait for the disk.
        tell: Told of a room in which a card was counted.
    """

    def __init__(
        self,
        all_series: AllSeries,
        store: Store,
        wait: Wait,
        tell: Callable[[str, Literal["count"]], None],
    ) -> None:
        self._all_series = all_series
        self._store = store
        self._wait = wait
        self._tell = tell

    def make_card(self, running: LiveRoom, token: str) -> str:
        """Return this participant's return card from this room, sealed. Nothing of it is kept.

        Raises:
            Refused: Where the room belongs to no series, the answers are not closed, or the
                participant has not answered.
        """
        series = self._series_of(running)
        key = running.key
        if key is None or running.stage not in ("closed", "shown"):
            raise Refused(
                say(
                    "The card is made when the answers are closed and as long as the room is open."
                )
            )
        marks = _read_own_marks(LiveParticipant(running, key, token), series.question)
        if marks is None:
            raise Refused(
                say(
                    "You have not answered the statements in this room, so there is nothing for a "
                    "card."
                )
            )
        card = return_cards.Card(
            running.room.wave, marks, return_cards.nonce_for(key, token)
        )
        return return_cards.seal_card(series.key, series.question, card)

    def hand_in(self, running: LiveRoom, token: str, typed: str) -> None:
        """Count a card that comes back: from its answers to this participant's answers now.

        Raises:
            Refused: Where it is not the time for cards, it is no card of an earlier room of this
                series, it has been counted, or the participant has not answered.
        """
        series = self._series_of(running)
        key = running.key
        room = running.room
        if key is None or running.stage != "closed":
            raise Refused(_WHEN.get(running.stage, _TOO_LATE))
        card = return_cards.unseal_card(series.key, series.question, typed)
        if card.wave >= room.wave:
            raise Refused(say("This card is from this room. Keep it for the next one."))
        participant = LiveParticipant(running, key, token)
        marks_now = _read_own_marks(participant, series.question)
        if marks_now is None:
            raise Refused(
                say(
                    "You have not answered the statements in this room, so nothing can be compared."
                )
            )
        statements = followed_statements(running.programme.questions[series.question])
        pairs = _pair_marks(statements, card.marks, marks_now)
        who = participant.answerer_id("card")
        used = return_cards.hash_used(series.key, card.nonce)
        row = HandedRow(room.code, who, series.id, room.wave, card.wave, used, pairs)
        taken = self._wait(
            self._store.series.hand_in(row, result_key(series.question, (1,)))
        )
        if taken != "counted":
            raise Refused(_NOT_TAKEN[taken])
        running.handed.add(who)
        self._tell(room.code, "count")

    def take_back(self, running: LiveRoom) -> None:
        """Forget the cards that were handed in here: the question is open again, and answers may
        change."""
        if running.handed:
            room = running.room
            self._wait(self._store.series.take_back(room.code, room.series, room.wave))
            running.handed.clear()

    def _series_of(self, running: LiveRoom) -> Series:
        series = self._all_series.series_of(running.room)
        if series is None:
            raise Refused(
                say(
                    "This room belongs to no series, so it neither gives nor takes return cards."
                )
            )
        return series


def _pair_marks(
    statements: tuple[str, ...],
    marks_then: return_cards.Marks,
    marks_now: return_cards.Marks,
) -> tuple[tuple[str, int, int], ...]:
    """Return the steps before and after of each statement that was answered both times."""
    return tuple(
        (statement, before, after)
        for statement, before, after in zip(
            statements, marks_then, marks_now, strict=False
        )
        if before and after
    )


def _read_own_marks(
    participant: LiveParticipant, question: str
) -> return_cards.Marks | None:
    """Return what this participant has answered, in the newest round that has an answer of
    theirs; None without any."""
    running = participant.room
    rounds = (number for name, number in running.answers if name == question)
    answer = participant.newest_answer(question, rounds)
    kind = running.programme.questions[question]
    if answer is None or not can_be_followed(kind):
        return None
    return kind.read_marks(answer.value)
