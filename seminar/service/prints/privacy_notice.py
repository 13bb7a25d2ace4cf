"""The privacy statement for whoever answers: what is asked, who sees it, and how long it is kept.

Its sentences are made from the settings that keep the promise, so that they cannot drift from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seminar.core.disclosure.result import Withheld
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Run,
)
from seminar.core.i18n import Message, Say, say, say_n
from seminar.core.model.abilities import is_moderated
from seminar.core.model.kind import Kind, Wording
from seminar.core.model.programme import Programme
from seminar.service.answers.publishing import publish_rounds
from seminar.service.prints.registry import PrintKind, PrintSubject
from seminar.service.prints.terms import LANG_DAYS, PHONE_DAYS, Terms, phrase_foot
from seminar.service.prints.thumbnail import draw_strokes, draw_thumbnail

NAMED_QUESTIONS = 3
"""Questions of the same promise that the statement names: more would not leave it one page."""


PromisedQuestions = tuple[Message, Say]
"""The questions that share a promise, as a phrase, and the promise."""


def build_notice(
    terms: Terms, lang: str, programme: Programme | None = None, code: str = ""
) -> Document:
    """Build the privacy statement of a room or a programme on one page; without a programme, that
    of the whole server."""
    about = programme.words_in(lang).title if programme else ""
    purpose = say(
        "You answer without a name. The answers give the room something to talk about, and "
        "nothing else."
    )
    lead = (Run(about, bold=True), ". ", purpose) if about else (purpose,)
    promises = (
        _list_promises(programme, lang, terms.rules)
        if programme
        else _list_any_promises(terms)
    )
    blocks: tuple[Block, ...] = (
        Heading(say("Privacy statement"), 1),
        Paragraph(lead, "lead"),
        Heading(say("What we ask, and who sees it"), 2),
        Paragraph((_NO_NAME, " ", _PHONES)),
        Bullets(tuple(_phrase_promise(*promise) for promise in promises)),
        Heading(say("What is kept, and for how long"), 2),
        Bullets(tuple((sentence,) for sentence in _list_kept(terms))),
        Heading(say("Who answers for it"), 2),
        Paragraph(tuple(_put_spaces_between(_list_responsible(terms)))),
    )
    return Document(
        say("Privacy statement"),
        lang,
        blocks,
        foot=phrase_foot(about, code),
        subject=about,
        wide=True,
    )


# --- What is asked, and who sees it ---------------------------------------------------------------


def _list_promises(
    programme: Programme, lang: str, rules: ThresholdRules
) -> Iterator[PromisedQuestions]:
    """Return the questions of a programme, grouped by what is promised of them."""
    prompts_by_promise: dict[Say, dict[str, None]] = {}
    for kind, wording in list_asked_questions(programme, lang):
        promise = _choose_promise(kind, wording, rules)
        # A dict in place of a set, for the order of the programme.
        prompts_by_promise.setdefault(promise, {})[wording.prompt] = None
    for promise, prompts in prompts_by_promise.items():
        yield _phrase_questions(list(prompts)), promise


def _phrase_questions(prompts: list[str]) -> Message:
    """Return the questions in their own words; of many only the first, for the statement is one
    page. The record has them all."""
    if len(prompts) <= NAMED_QUESTIONS:
        return " · ".join(prompts)
    more = len(prompts) - NAMED_QUESTIONS
    return say_n(
        "{these} and {n} more",
        "{these} and {n} more",
        more,
        these=" · ".join(prompts[:NAMED_QUESTIONS]),
    )


def _list_any_promises(terms: Terms) -> Iterator[PromisedQuestions]:
    """Return the sorts of question that any programme may have, and what is promised of them."""
    floor = terms.rules.floor
    yield say("About your own workplace"), _phrase_counted(floor)
    yield say("Words and short texts"), _phrase_read_first(floor)
    yield say("What you think of the seminar"), _phrase_for_facilitator(floor)
    yield say("Made-up cases and harmless questions"), _OPEN
    yield say("What you write for yourself"), _STAYS


def list_asked_questions(
    programme: Programme, lang: str
) -> Iterator[tuple[Kind, Wording]]:
    """Return the questions that a programme asks, each once, in order."""
    words = programme.words_in(lang).questions
    for question in programme.questions_in_order:
        yield programme.questions[question], words[question]


def _choose_promise(kind: Kind, wording: Wording, rules: ThresholdRules) -> Say:
    """Return what is promised of a question, asked of the very rules that publish its results."""
    if kind.build_form(wording).stays:
        return _STAYS
    if kind.privacy == "private":
        return say("Saved until the room is closed, and shown to nobody.")
    for_facilitator = kind.seen_by == "facilitator"
    if kind.privacy == "open":
        if for_facilitator:
            return _OPEN_FACILITATOR
        return _OPEN_TEXTS if is_moderated(kind) else _OPEN
    # A result without answers is withheld, and says how many it takes.
    unanswered = publish_rounds(kind, [{}], rules).last
    least = unanswered.least if isinstance(unanswered, Withheld) else rules.floor
    if for_facilitator:
        return _phrase_for_facilitator(least)
    return _phrase_read_first(least) if is_moderated(kind) else _phrase_counted(least)


_STAYS = say(
    "Stays on your phone or paper. It is never sent, unless you ask for your own PDF, made in "
    "memory and not kept."
)
_OPEN = say("Shown in numbers, however few have answered.")
_OPEN_TEXTS = say(
    "Read by the facilitator, without names. What the facilitator lets through is shown."
)

_OPEN_FACILITATOR = say("Seen by the facilitator alone, without names.")


_NO_NAME = say("We ask for no name, unit or age. You may skip any question.")
_PHONES = say(
    "Phones are counted, not people: who has several could work out others' answers. So all see "
    "how many have joined."
)


def _phrase_for_facilitator(least: int) -> Say:
    return say(
        "Seen by the facilitator alone, without names, when the answers are closed and at least "
        "{least} have answered. Numbers are kept like those that were shown.",
        least=least,
    )


def _phrase_counted(least: int) -> Say:
    return say(
        "Shown only when the answers are closed and at least {least} have answered. Nobody sees "
        "single answers, not even the facilitator.",
        least=least,
    )


def _phrase_read_first(least: int) -> Say:
    return say(
        "Read by the facilitator, without names, when the answers are closed and at least {least} "
        "have answered. What the facilitator lets through is shown.",
        least=least,
    )


def _phrase_promise(questions: Message, promise: Say) -> tuple[Run | Message, ...]:
    name = Run(questions, bold=True) if isinstance(questions, str) else questions
    return (name, " – ", promise)


# --- What is kept, where, and by whom -------------------------------------------------------------


def _list_kept(terms: Terms) -> Iterator[Say]:
    yield say(
        "While the room is open, each answer, and your group in a talk, has a code of its own "
        "that only your phone can make again: no name, time or network address. You can change "
        "answers until the facilitator closes the question."
    )
    yield say(
        "When the room is closed, all answers and texts are deleted, with the key behind the "
        "codes, and wiped from the disk once no other program reads there. Then nobody can find "
        "your answer."
    )
    yield say_n(
        "Numbers that were shown are kept for {n} day after the room was opened. Then they are "
        "deleted, and so is a room that was never closed.",
        "Numbers that were shown are kept for {n} days after the room was opened. Then they are "
        "deleted, and so is a room that was never closed.",
        terms.retention_days,
    )
    if terms.series_days:
        yield say(
            "This room is one of a series: what it shows of the statements that come again is "
            "kept until the series ends, at most {n} days. A return card holds your answers, "
            "sealed. The server keeps none.",
            n=terms.series_days,
        )
    yield say(
        "On your phone, one cookie remembers for {phone} days that you have joined, one for "
        "{lang} days your language, and one protects forms and keeps you one participant until "
        "the browser is closed. What is not sent yet stays on the phone, and what you write for "
        "yourself until you delete it.",
        phone=PHONE_DAYS,
        lang=LANG_DAYS,
    )


def _list_responsible(terms: Terms) -> Iterator[Say]:
    yield say(
        "The answers are kept on one machine, run by {organiser}, and passed on to no third party.",
        organiser=terms.answerable,
    )
    yield say("Whoever runs the machine also deletes any backup of them.")
    if terms.https:
        yield say("What is sent is encrypted on its way there.")
    else:
        yield say(
            "If the address begins with http, without an s, others on the same network can in "
            "principle read what is sent."
        )
    yield say(
        "Until the room is closed the answers are pseudonymous, and after that anonymous."
    )
    yield say(
        "Should a text point at a person all the same, whoever runs the machine answers for it "
        "until it is deleted. Complaints go to the Norwegian Data Protection Authority, "
        "Datatilsynet."
    )


def _put_spaces_between(sentences: Iterable[Say]) -> Iterator[Message]:
    for place, sentence in enumerate(sentences):
        if place:
            yield " "
        yield sentence


# --- As prints ------------------------------------------------------------------------------------


def explain_privacy_prints(subject: PrintSubject) -> Say:
    """Return when the statement and the record are printed; they share a row of the page."""
    return say(
        "The statement is one page for those who answer, the record one for whoever must account"
        " for it. Both are made from the settings."
    )


def _draw_thumbnail(subject: PrintSubject) -> str:
    """Return the statement: a title, three headings, and lists between them."""
    text = (
        "M13 28h74M13 34h52M19 55h60M19 61h48M19 68h58M19 74h40M19 93h60M19 99h52M19 106h44"
        "M13 124h70M13 130h56"
    )
    bullets = "M13 55h2M13 68h2M13 93h2M13 106h2"
    return draw_thumbnail(
        draw_strokes("text", 5, "M13 18h50"),
        draw_strokes("text", 3, "M13 47h38M13 85h42M13 116h30"),
        draw_strokes("edge", 2, text + bullets),
    )


PRINT = PrintKind(
    "privacy",
    ("programme", "room"),
    say("Privacy"),
    explain_privacy_prints,
    lambda subject: build_notice(
        subject.terms, subject.lang, subject.programme, subject.code
    ),
    title=say("Privacy statement"),
    thumbnail=_draw_thumbnail,
    order=3,
)
