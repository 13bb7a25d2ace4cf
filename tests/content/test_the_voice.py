"""How the bundled words sound: one language at a time, and nothing that is another's or that
nobody knows."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from seminar.content.library import bundled
from seminar.core.i18n import LANGUAGES

(CONTENT,) = bundled()
HELP = Path(str(files("seminar.content"))) / "help"
STARTS = HELP.parent / "starts"
PAGES = sorted(
    [
        *CONTENT.glob("exercises/*/*.md"),
        *CONTENT.glob("slides/*/*.md"),
        *HELP.glob("*.md"),
        *STARTS.glob("*/*"),
    ]
)

NEVER = {
    "another's name or instrument": (
        r"\bSBI\b|Situation.Behaviou?r.Impact|[Rr]adarhjul|Liberating|1-2-4|\bQ12\b|UWES|WEMWBS|10-FAKTOR|QPSNordic"
        r"|\bPSC\b|Edmondson|\bGallup\b|Johari|\bGROW\b"
    ),
    "one of the fourteen dimensions that the source does not list": (
        r"(?i)menneskeinteresse|prestasjonshjelp|resultatorientering|dialogferdighet"
    ),
    "a promise that absence falls": (
        r"(?i)\b(reduser|senk|kutt|minsk|reduc|lower|cut)\w* (the )?(syke|sjuke|sickness "
        r")?(fravær|fråvær|absence)"
    ),
    "that answers are anonymous, which they are when the room is closed": (
        r"(?i)\b(svar\w*|answers?) (dine |your )?(er|are) (også )?anonym"
    ),
}

FOREIGN = {
    "nb": "ikkje eg kva kven korleis kvifor noko berre frå leiar leiaren heile vere gjere seie "
    "medan difor mykje",
    "nn": "ikke jeg hva hvem hvordan hvorfor noe noen bare fra leder lederen hele være gjøre mens "
    "derfor mye",
    "en": "ikke ikkje jeg eg og som",
}
"""Words that give away another language."""

QUOTED = (
    "Jeg føler meg velkommen på jobb hver dag",
    "Jeg kjenner meg verdsatt på jobben",
    "Jeg utvikler meg ved å være på jobb",
    "Jeg blir glad av å være på jobb",
    "Ledelse, dialog og samspill",
    "spiller det noen rolle",
    "en norsk forskningsrapport fra 2005",
    "relasjon og respekt",
    "anerkjennelse og ansvar",
    "smil og samhandling",
    "relasjonskvaliteter på jobben",
    "blir mer kompetent",
    "energi, jobbglede og humor",
)
"""What stands in bokmål in every language, because it is quoted."""


def name(sheet: Path) -> str:
    return "/".join(sheet.parts[-2:])


@pytest.mark.parametrize("what", NEVER)
def test_no_page_holds(what: str) -> None:
    found = {
        name(sheet): hit[0]
        for sheet in PAGES
        if (hit := re.search(NEVER[what], sheet.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize("sheet", PAGES, ids=name)
def test_a_page_keeps_to_its_language(sheet: Path) -> None:
    own = sheet.read_text(encoding="utf-8")
    for quoted in QUOTED:
        own = own.replace(quoted, "")
    lang = sheet.parent.name if STARTS in sheet.parents else sheet.stem
    assert set(re.findall(r"\w+", own)) & set(FOREIGN[lang].split()) == set()


def test_the_handbook_has_the_same_topics_in_every_language() -> None:
    topics = {
        sheet.stem: sheet.read_text(encoding="utf-8").count("\n## ")
        for sheet in HELP.glob("*.md")
    }
    assert topics == dict.fromkeys(sorted(LANGUAGES), topics["nb"])
