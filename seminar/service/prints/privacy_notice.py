"""What is promised about answers, in words made from the settings that keep the promise: it cannot
drift from them.

The notice is for whoever answers, the record for whoever must account for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from seminar.core.disclosure.result import Withheld
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import (
    Block,
    Bullets,
    Document,
    Grid,
    Heading,
    Lines,
    Paragraph,
    Run,
)
from seminar.core.i18n import Message, Say, say, say_n
from seminar.core.model.abilities import is_moderated
from seminar.core.model.kind import Kind, Wording
from seminar.core.model.programme import Programme
from seminar.service.answers.publishing import publish_rounds
from seminar.service.logins import LOGIN_DAYS
from seminar.service.prints.registry import PrintKind, PrintSubject

PHONE_DAYS = 2
"""Days that a phone remembers which room it has joined."""
LANG_DAYS = 365
"""Days that a browser remembers a language that was chosen."""
NAMED = 3
"""How many questions with the same promise the statement names."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The settings that the promise is made from."""

    rules: ThresholdRules
    retention_days: int
    organiser: str = ""
    series_days: int = 0
    """How long the series of this room may last; 0 for a room that stands alone."""
    https: bool = False
    """Whether everything goes over HTTPS, so that nobody on the way can read it."""

    @property
    def answerable(self) -> str | Say:
        """Who runs the server and answers for it."""
        return self.organiser or say("the facilitator")


Asked = tuple[Message, Say]
"""Questions that share a promise, and the promise."""


def notice(
    terms: Terms, lang: str, programme: Programme | None = None, code: str = ""
) -> Document:
    """The privacy statement of one room or programme, or without any of this whole server, on
    one page."""
    about = programme.words_in(lang).title if programme else ""
    purpose = say(
        "You answer without a name. The answers give the room something to talk about, and "
        "nothing else."
    )
    blocks: tuple[Block, ...] = (
        Heading(say("Privacy statement"), 1),
        Paragraph(
            (Run(about, bold=True), ". ", purpose) if about else (purpose,), "lead"
        ),
        Heading(say("What we ask, and who sees it"), 2),
        Paragraph(
            (
                say("We ask for no name, unit or age. You may skip any question."),
                " ",
                _PHONES,
            )
        ),
        Bullets(
            tuple(
                _promised(one)
                for one in (
                    _asked(programme, lang, terms.rules) if programme else _any(terms)
                )
            )
        ),
        Heading(say("What is kept, and for how long"), 2),
        Bullets(tuple((one,) for one in _kept(terms))),
        Heading(say("Who answers for it"), 2),
        Paragraph(tuple(_with_spaces(_answerable(terms)))),
    )
    return Document(
        say("Privacy statement"),
        lang,
        blocks,
        foot=_foot(about, code),
        subject=about,
        wide=True,
    )


def record(terms: Terms, lang: str, programme: Programme, code: str = "") -> Document:
    """The organiser's record of processing activities (GDPR, article 30) for one room or
    programme, on one page."""
    about = programme.words_in(lang).title
    rows: tuple[tuple[Message, ...], ...] = (
        (say("Controller"), terms.organiser),
        (
            say("Purpose"),
            say(
                "People in a room think and talk together about what they have answered: {it}",
                it=about,
            ),
        ),
        (
            say("Legal position"),
            say("Pseudonymous until the room is closed, then anonymous."),
        ),
        (
            say("Whom it concerns"),
            say("The participants in the room, and the facilitator."),
        ),
        *_fields(programme, lang),
        (say("Sensitive data"), _SENSITIVE),
        (
            say("Recipients"),
            say("None. The program sends nothing to others, in or outside the EEA."),
        ),
        (say("Deletion"), _deletion(terms)),
        (say("Security"), _security(terms)),
    )
    blocks: tuple[Block, ...] = (
        Heading(say("Record of processing activities"), 1),
        Paragraph(
            (
                say(
                    "Under article 30 of the GDPR. Made from the settings of the server."
                ),
            ),
            "small",
        ),
        Grid((), rows, (3, 9)),
        Lines(1, say("Contact")),
        Lines(1, say("Date and signature")),
    )
    return Document(
        say("Record of processing activities"),
        lang,
        blocks,
        foot=_foot(about, code),
        subject=about,
    )


# --- What is asked, and who sees it ---------------------------------------------------------------


def _asked(programme: Programme, lang: str, rules: ThresholdRules) -> Iterator[Asked]:
    """The questions of this programme, by what is promised of them."""
    together: dict[Say, dict[str, None]] = {}
    for one, wording in _questions(programme, lang):
        together.setdefault(_who_sees(one, wording, rules), {})[wording.prompt] = None
    for promise, prompts in together.items():
        yield _named(list(prompts)), promise


def _named(prompts: list[str]) -> Message:
    """These questions by their own words; of many the first, for the statement is one page. The
    record has them all."""
    if len(prompts) <= NAMED:
        return " · ".join(prompts)
    more = len(prompts) - NAMED
    return say_n(
        "{these} and {n} more",
        "{these} and {n} more",
        more,
        these=" · ".join(prompts[:NAMED]),
    )


def _any(terms: Terms) -> Iterator[Asked]:
    """The questions of any programme, by what is promised of them."""
    floor = terms.rules.floor
    yield say("About your own workplace"), _counted(floor)
    yield say("Words and short texts"), _read_first(floor)
    yield say("What you think of the seminar"), _seen_by_the_facilitator(floor)
    yield say("Made-up cases and harmless questions"), _OPEN
    yield say("What you write for yourself"), _STAYS


def _questions(programme: Programme, lang: str) -> Iterator[tuple[Kind, Wording]]:
    """The questions that are put, each once."""
    words = programme.words_in(lang).questions
    return (
        (programme.questions[one], words[one]) for one in programme.questions_in_order
    )


def _who_sees(kind: Kind, wording: Wording, rules: ThresholdRules) -> Say:
    """What is promised of this question, as the rules that let results out have it."""
    if kind.build_form(wording).stays:
        return _STAYS
    if kind.privacy == "private":
        return say("Saved until the room is closed, and shown to nobody.")
    alone = kind.seen_by == "facilitator"
    if kind.privacy == "open":
        return _OPEN_ALONE if alone else _OPEN_TEXTS if is_moderated(kind) else _OPEN
    unanswered = publish_rounds(kind, [{}], rules).last
    least = unanswered.least if isinstance(unanswered, Withheld) else rules.floor
    if alone:
        return _seen_by_the_facilitator(least)
    return _read_first(least) if is_moderated(kind) else _counted(least)


_STAYS = say(
    "Stays on your phone or paper. It is never sent, unless you ask for your own PDF, made in "
    "memory and not kept."
)
_OPEN = say("Shown in numbers, however few have answered.")
_OPEN_TEXTS = say(
    "Read by the facilitator, without names. What the facilitator lets through is shown."
)

_OPEN_ALONE = say("Seen by the facilitator alone, without names.")


_PHONES = say(
    "Phones are counted, not people: who has several could work out others' answers. So all see "
    "how many have joined."
)


def _seen_by_the_facilitator(least: int) -> Say:
    return say(
        "Seen by the facilitator alone, without names, when the answers are closed and at least "
        "{least} have answered. Numbers are kept like those that were shown.",
        least=least,
    )


def _counted(least: int) -> Say:
    return say(
        "Shown only when the answers are closed and at least {least} have answered. Nobody sees "
        "single answers, not even the facilitator.",
        least=least,
    )


def _read_first(least: int) -> Say:
    return say(
        "Read by the facilitator, without names, when the answers are closed and at least {least} "
        "have answered. What the facilitator lets through is shown.",
        least=least,
    )


def _promised(asked: Asked) -> tuple[Run | Message, ...]:
    questions, promise = asked
    return (
        Run(questions, bold=True) if isinstance(questions, str) else questions,
        " – ",
        promise,
    )


# --- What is kept, where, and by whom -------------------------------------------------------------


def _kept(terms: Terms) -> Iterator[Say]:
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


def _answerable(terms: Terms) -> Iterator[Say]:
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


def _with_spaces(sentences: Iterable[Say]) -> Iterator[Message]:
    for at, one in enumerate(sentences):
        yield from (" ", one) if at else (one,)


def _foot(about: str, code: str) -> Message:
    return (
        say("{programme} · room {code}", programme=about, code=code) if code else about
    )


# --- For the record -------------------------------------------------------------------------------

_SENSITIVE = say(
    "None is asked for. Simply having been there can reveal union membership: keep no list of "
    "names."
)


def _fields(programme: Programme, lang: str) -> Iterator[tuple[Message, ...]]:
    """What is collected, class by class, and of whom else."""
    names = {
        "guarded": say("Own workplace and texts"),
        "open": say("Fictitious or harmless"),
        "private": say("Stays on the phone"),
    }
    asked = tuple(_questions(programme, lang))
    for privacy, name in names.items():
        prompts = dict.fromkeys(
            wording.prompt for kind, wording in asked if kind.privacy == privacy
        )
        if prompts:
            yield name, " · ".join(prompts)
    yield (
        say("Besides"),
        say(
            "Keyed hashes that tell phones and answers apart. The day that the room was opened. "
            "Of whoever leads: a hash of the login, any name given, browser, two dates. Of "
            "others: no name, unit, age, network address or time. The order of answers is wiped, "
            "as a rule within half a minute."
        ),
    )


def _deletion(terms: Terms) -> Message:
    deleted = say(
        "{rooms} Backups: by their maker.",
        rooms=_deletion_of_rooms(terms),
    )
    if not terms.series_days:
        return deleted
    return say(
        "{rooms} Of a series, the key, the marks of used return cards and what was shown of its "
        "statements: when it is ended, at most after {n} days.",
        rooms=deleted,
        n=terms.series_days,
    )


def _deletion_of_rooms(terms: Terms) -> Say:
    return say_n(
        "Answers, texts, hashes and key: when the room is closed. Results that were shown and "
        "rooms never closed: when the server runs, {n} day after the day they were made, logins "
        "after {logins}. Both can be deleted at any time.",
        "Answers, texts, hashes and key: when the room is closed. Results that were shown and "
        "rooms never closed: when the server runs, {n} days after the day they were made, logins "
        "after {logins}. Both can be deleted at any time.",
        terms.retention_days,
        logins=LOGIN_DAYS,
    )


def _security(terms: Terms) -> Say:
    way = (
        say("All traffic is encrypted (TLS).")
        if terms.https
        else say("On plain HTTP: a network with a password.")
    )
    return say(
        "Answers are tied to a phone by a secret key alone, differently for each question. The "
        "key is destroyed and the database written anew when the room is closed. No result about "
        "one's own workplace from fewer than {floor}. The facilitator gets in by a link that "
        "works once. No log of visitors. {way}",
        floor=terms.rules.floor,
        way=way,
    )


# --- As prints ------------------------------------------------------------------------------------


def _explain(subject: PrintSubject) -> Say:
    return say(
        "The statement is one page for those who answer, the record one for whoever must account"
        " for it. Both are made from the settings."
    )


NOTICE_PRINT = PrintKind(
    "privacy",
    ("programme", "room"),
    say("Privacy"),
    _explain,
    lambda subject: notice(
        subject.terms, subject.lang, subject.programme, subject.code
    ),
    title=say("Privacy statement"),
    order=3,
)
RECORD_PRINT = PrintKind(
    "record",
    ("programme", "room"),
    say("Record"),
    _explain,
    lambda subject: record(
        subject.terms, subject.lang, subject.programme, subject.code
    ),
    beside="privacy",
    order=4,
)
