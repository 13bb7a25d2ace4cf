"""What the facilitator lets through of what people wrote: nothing is merged or hidden in
silence."""

from __future__ import annotations

import pytest

from seminar.core.disclosure.policy import publish
from seminar.core.disclosure.privacy_class import Privacy
from seminar.core.disclosure.result import PublishedTexts, Result
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.i18n import untranslated_speech
from seminar.core.room.moderation import (
    group_texts,
    let_through,
    name_by_keys,
    phrase_note,
)
from seminar.core.room.state import Merged, RoomState, text_key
from seminar.core.stats.tally import collect_texts, text_id

WORDS = ["tillit"] * 2 + ["tilliten"] * 3 + ["tillits", "ro", "Ro", "kaffe"]
speech = untranslated_speech()


def published(privacy: Privacy) -> Result:
    return publish([collect_texts(WORDS)], privacy, ThresholdRules())


def ids(*texts: str) -> tuple[str, ...]:
    return tuple(sorted(map(key, texts)))


def key(text: str) -> str:
    return text_key("w.words", 1, text_id(text))


def seen(privacy: Privacy, *merged: Merged, hidden: str = "") -> PublishedTexts:
    approved = frozenset(ids(*(word for word in WORDS if word != hidden)))
    by_hand = frozenset(ids(hidden))
    out = let_through(
        published(privacy),
        RoomState(approved=approved, hidden=by_hand, merged=merged),
        "w.words:1",
    ).last
    assert isinstance(out, PublishedTexts)
    return out


def test_how_many_wrote_a_word_leaves_only_where_it_is_harmless() -> None:
    (open_, guarded) = (published(privacy).last for privacy in ("open", "guarded"))
    assert isinstance(open_, PublishedTexts)
    assert isinstance(guarded, PublishedTexts)
    assert [text for _, text in open_.items] == [
        "kaffe",
        "Ro",
        "tillit",
        "tilliten",
        "tillits",
    ]
    assert open_.counts == (1, 2, 2, 3, 1)
    assert guarded.items == open_.items
    assert guarded.counts == ()


def test_those_that_stand_together_are_counted_together_and_spelled_as_the_commonest() -> (
    None
):
    out = seen("open", Merged(ids("tillit", "tilliten", "tillits")))
    assert [text for _, text in out.items] == ["kaffe", "Ro", "tilliten"]
    assert (out.counts, out.also[2]) == ((1, 2, 6), ("tillit", "tillits"))
    assert (
        speech(phrase_note(out))
        == "9 answers · put together by the facilitator: tilliten (also: tillit, tillits)"
    )


def test_which_is_the_commonest_is_not_told_of_guarded_words() -> None:
    """Their spelling follows from the words alone: whoever sees it learns nothing of how many
    wrote which."""
    out = seen("guarded", Merged(ids("tillit", "tilliten", "tillits")))
    assert [text for _, text in out.items] == ["kaffe", "Ro", "tillit"]
    assert out.counts == ()


@pytest.mark.parametrize("privacy", ["open", "guarded"])
def test_the_facilitator_may_choose_the_spelling(privacy: Privacy) -> None:
    out = seen(privacy, Merged(ids("tillit", "tilliten", "tillits"), key("tillits")))
    assert [text for _, text in out.items] == ["kaffe", "Ro", "tillits"]


def test_the_room_is_told_how_many_it_does_not_see_and_nothing_of_them() -> None:
    out = seen("open", Merged(ids("tillit", "tilliten")), hidden="tilliten")
    assert [text for _, text in out.items] == ["kaffe", "Ro", "tillit", "tillits"]
    assert out.counts == (1, 2, 2, 1), "who wrote what is hidden is not counted in"
    assert speech(phrase_note(out)) == "9 answers · 1 hidden by the facilitator"


def test_what_nobody_has_decided_on_waits_and_is_not_said_to_be_hidden() -> None:
    now = RoomState(approved=frozenset(ids("ro")), hidden=frozenset(ids("kaffe")))
    out = let_through(published("guarded"), now, "w.words:1").last
    assert isinstance(out, PublishedTexts)
    assert (
        speech(phrase_note(out))
        == "9 answers · 3 wait for the facilitator · 1 hidden by the facilitator"
    )


def test_before_anything_is_let_through_everything_waits() -> None:
    out = let_through(published("guarded"), RoomState(), "w.words:1").last
    assert isinstance(out, PublishedTexts)
    assert (out.items, speech(phrase_note(out))) == (
        (),
        "9 answers · 5 wait for the facilitator",
    )


def test_texts_of_another_question_do_not_stand_in_a_group() -> None:
    out = published("guarded").last
    assert isinstance(out, PublishedTexts)
    named = name_by_keys(out, "w.words", 1)
    (_, _, *rest) = group_texts(named, (Merged(ids("tillit", "respekt")),))
    assert [len(group) for group in rest] == [1, 1, 1]


@pytest.mark.parametrize("name", ["w.more:1", "w.words:2", "other.words:1"])
def test_what_was_let_through_waits_in_another_question_and_in_another_round(
    name: str,
) -> None:
    now = RoomState(approved=frozenset(ids(*WORDS)))
    out = let_through(published("guarded"), now, name).last
    assert isinstance(out, PublishedTexts)
    assert out.items == ()


def test_what_was_let_through_stands_when_latecomers_are_let_in() -> None:
    now = RoomState(approved=frozenset(ids(*WORDS)))
    out = let_through(published("guarded"), now, "w.words:1,2").last
    assert isinstance(out, PublishedTexts)
    assert len(out.items) == 5
