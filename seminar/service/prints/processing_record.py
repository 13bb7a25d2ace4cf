"""The organiser's record of processing activities (GDPR, article 30), made from the settings.

It is for whoever must account for the processing; the privacy statement is for those who answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.elements import Block, Document, Grid, Heading, Lines, Paragraph
from seminar.core.i18n import Message, Say, say, say_n
from seminar.core.model.programme import Programme
from seminar.service.logins import LOGIN_DAYS
from seminar.service.prints.privacy_notice import (
    explain_privacy_prints,
    list_asked_questions,
)
from seminar.service.prints.registry import PrintKind
from seminar.service.prints.terms import Terms, phrase_foot


def build_record(
    terms: Terms, lang: str, programme: Programme, code: str = ""
) -> Document:
    """Build the record for a room or a programme, on one page."""
    about = programme.words_in(lang).title
    title = say("Record of processing activities")
    source = say("Under article 30 of the GDPR. Made from the settings of the server.")
    rows = (
        *_list_purpose(terms, about),
        *_list_data(programme, lang),
        *_list_protection(terms),
    )
    blocks: tuple[Block, ...] = (
        Heading(title, 1),
        Paragraph((source,), "small"),
        Grid((), rows, (3, 9)),
        Lines(1, say("Contact")),
        Lines(1, say("Date and signature")),
    )
    return Document(title, lang, blocks, foot=phrase_foot(about, code), subject=about)


_Row = tuple[Message, Message]


def _list_purpose(terms: Terms, about: str) -> Iterator[_Row]:
    yield say("Controller"), terms.organiser
    yield (
        say("Purpose"),
        say(
            "People in a room think and talk together about what they have answered: {it}",
            it=about,
        ),
    )
    yield (
        say("Legal position"),
        say("Pseudonymous until the room is closed, then anonymous."),
    )
    yield (
        say("Whom it concerns"),
        say("The participants in the room, and the facilitator."),
    )


def _list_protection(terms: Terms) -> Iterator[_Row]:
    yield say("Sensitive data"), _SENSITIVE
    yield (
        say("Recipients"),
        say("None. The program sends nothing to others, in or outside the EEA."),
    )
    yield say("Deletion"), _phrase_deletion(terms)
    yield say("Security"), _phrase_security(terms)


_SENSITIVE = say(
    "None is asked for. Simply having been there can reveal union membership: keep no list of "
    "names."
)


def _list_data(programme: Programme, lang: str) -> Iterator[_Row]:
    """Return what is collected of participants, by privacy class, and of everybody else."""
    names = {
        "guarded": say("Own workplace and texts"),
        "open": say("Fictitious or harmless"),
        "private": say("Stays on the phone"),
    }
    asked = tuple(list_asked_questions(programme, lang))
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


def _phrase_deletion(terms: Terms) -> Message:
    rooms = say(
        "{rooms} Backups: by their maker.",
        rooms=_phrase_deletion_of_rooms(terms),
    )
    if not terms.series_days:
        return rooms
    return say(
        "{rooms} Of a series, the key, the marks of used return cards and what was shown of its "
        "statements: when it is ended, at most after {n} days.",
        rooms=rooms,
        n=terms.series_days,
    )


def _phrase_deletion_of_rooms(terms: Terms) -> Say:
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


def _phrase_security(terms: Terms) -> Say:
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


PRINT = PrintKind(
    "record",
    ("programme", "room"),
    say("Record"),
    explain_privacy_prints,
    lambda subject: build_record(
        subject.terms, subject.lang, subject.programme, subject.code
    ),
    beside="privacy",
    order=4,
)
