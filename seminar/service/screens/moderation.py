"""Moderation."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.disclosure.result import PublishedTexts
from seminar.core.model.abilities import is_moderated
from seminar.core.model.programme import Step
from seminar.core.model.question_id import exercise_of
from seminar.core.room.moderation import group_texts
from seminar.core.room.state import in_result
from seminar.service.live_room import LiveRoom
from seminar.service.view_models import Pending


def pending(running: LiveRoom, step: Step) -> Iterator[Pending]:
    """Texts of this exercise that may show, in an order that tells nothing: by an id made from the
    text.

    Those that stand together wait as long as one of them does.
    """
    for question in dict.fromkeys(in_result(key)[0] for key in running.results):
        here = question in step.questions or exercise_of(question) == step.exercise
        result = running.result(question)
        kind, now = running.programme.questions[question], running.room.now
        if (
            here
            and is_moderated(kind)
            and kind.seen_by == "room"
            and result
            and isinstance(result.last, PublishedTexts)
        ):
            for group in sorted(
                group_texts(result.last, now.merged), key=lambda group: group[0].id
            ):
                (first, *others), through = group, all(one.id in now.approved for one in group)
                also = tuple((one.id, one.text) for one in others)
                yield Pending(first.id, first.text, through, also, kind.merges_texts)
