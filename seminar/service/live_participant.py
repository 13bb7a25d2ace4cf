"""A participant in a live room: the one place that goes from the token a phone holds to what the
room knows under the pseudonyms made from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from seminar.service import pseudonyms
from seminar.service.live_room import LiveRoom, SavedAnswer


@dataclass(frozen=True, slots=True)
class LiveParticipant:
    """The holder of a token, in a room that still has its key.

    The token need not be of somebody who has joined: see `has_joined`.
    """

    room: LiveRoom
    key: bytes
    token: str

    @property
    def id(self) -> bytes:
        """Return the pseudonym under which the room holds who has joined, and their seats."""
        return pseudonyms.participant_id(self.key, self.token)

    @property
    def has_joined(self) -> bool:
        """Return whether the room has let the participant in."""
        return self.id in self.room.participants

    def answerer_id(self, question: str) -> bytes:
        """Return the pseudonym under which the answers to this question are kept, and no other."""
        return pseudonyms.answerer_id(self.key, question, self.token)

    def answer_in_round(self, question: str, round_: int) -> SavedAnswer | None:
        """Return what the participant answered to `question` in this round, if anything."""
        return self.room.answers_in_round(question, round_).get(
            self.answerer_id(question)
        )

    def newest_answer(self, question: str, rounds: Iterable[int]) -> SavedAnswer | None:
        """Return the answer in the newest of these rounds that has one of the participant's."""
        newest_first = sorted(rounds, reverse=True)
        answers = (self.answer_in_round(question, number) for number in newest_first)
        return next((answer for answer in answers if answer is not None), None)

    @property
    def is_counted(self) -> bool:
        """Return whether they had answered when the present step was opened for latecomers.

        Whoever answered one of a step's questions has had their say on all of them, as when it
        was closed.
        """
        asked = self.room.room.now.asked.get(self.room.step.id)
        if asked is None:
            return False
        return any(
            self.answer_in_round(question, number) is not None
            for question in self.room.step.questions
            for number in asked.earlier_rounds
        )


def find_participant(running: LiveRoom, token: str | None) -> LiveParticipant | None:
    """Return the participant with this token; None without one, and once the room's key is gone."""
    if running.key is None or token is None:
        return None
    return LiveParticipant(running, running.key, token)
