"""The texts that wait for the facilitator, as the console lists them."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.disclosure.result import PublishedTexts
from seminar.core.model.abilities import is_moderated
from seminar.core.model.programme import Step
from seminar.core.model.question_id import exercise_of
from seminar.core.room.moderation import group_texts, name_by_keys
from seminar.core.room.state import in_result
from seminar.service.live_room import LiveRoom
from seminar.service.view_models import Pending


def list_pending(running: LiveRoom, step: Step) -> Iterator[Pending]:
    """Yield the texts of this exercise that may show, in an order that tells nothing: by an id made
    from the text.

    Those that stand together wait as long as one of them does.
    """
    for question in dict.fromkeys(in_result(key)[0] for key in running.results):
        if question in step.questions or exercise_of(question) == step.exercise:
            yield from _list_pending_of(running, question)


def _list_pending_of(running: LiveRoom, question: str) -> Iterator[Pending]:
    """Yield the texts of a question whose texts the room may see."""
    now = running.room.now
    kind = running.programme.questions[question]
    name = running.result_name(question)
    if not is_moderated(kind) or kind.seen_by != "room" or name is None:
        return
    published = running.results[name].last
    if not isinstance(published, PublishedTexts):
        return
    _, (first_round, *_) = in_result(name)
    groups = group_texts(name_by_keys(published, question, first_round), now.merged)
    for group in sorted(groups, key=lambda group: group[0].id):
        first, *also = group
        is_approved = all(text.id in now.approved for text in group)
        is_hidden = all(text.id in now.hidden for text in group)
        ids_and_texts = tuple((text.id, text.text) for text in also)
        yield Pending(
            first.id,
            first.text,
            is_approved,
            ids_and_texts,
            kind.merges_texts,
            is_hidden,
        )
