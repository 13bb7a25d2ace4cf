"""The prints of the house: each is declared in its own file of this folder, and the folder is the
registry that the command `raus print`, the organiser's page and the tests read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Literal

from seminar.core.elements import Document
from seminar.core.i18n import Say
from seminar.core.model.programme import Programme
from seminar.service.prints.thumbnail import draw_text_page

if TYPE_CHECKING:
    from seminar.service.prints.terms import Terms

Scope = Literal["programme", "room"]


@dataclass(frozen=True, slots=True)
class JoinPlace:
    """Where phones find a room: the link in the square, the address to type, and the code."""

    url: str
    address: str
    code: str


@dataclass(frozen=True, slots=True)
class PrintSubject:
    """What a print is made of: a programme in one language, and the room where it is of a room."""

    programme: Programme
    lang: str
    terms: Terms
    place: JoinPlace | None = None
    """Where the room is; None for a print of the programme alone."""

    @property
    def code(self) -> str:
        return self.place.code if self.place else ""


@dataclass(frozen=True, slots=True)
class PrintKind:
    """One kind of print: a file of this folder declares it in a constant of this type."""

    name: str
    """In the command, the address and the name of the file."""
    scopes: tuple[Scope, ...]
    label: Say
    """Short, for a row or a button."""
    explain: Callable[[PrintSubject], Say]
    """When it is printed and how many, for the organiser."""
    build: Callable[[PrintSubject], Document]
    title: Say | None = None
    """In full, for those who hear the page; the label where there is none."""
    thumbnail: Callable[[PrintSubject], str] = lambda subject: draw_text_page()
    """The first page as a small SVG drawing, for its row."""
    beside: str = ""
    """The print in whose row of the page it has a button; empty for a row of its own."""
    order: int = 100
    """Its place on the page: the smallest first, then by name."""


@cache
def read_prints() -> tuple[PrintKind, ...]:
    """Return every print that a file of this folder declares, in the order of the page."""
    package = import_module(__package__)
    modules = [
        import_module(f"{__package__}.{file.name}")
        for file in iter_modules(package.__path__)
    ]
    declared = {
        value.name: value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, PrintKind)
    }
    return tuple(sorted(declared.values(), key=lambda kind: (kind.order, kind.name)))


def list_prints(scope: Scope) -> tuple[PrintKind, ...]:
    """Return the prints of a programme, or of a room."""
    return tuple(kind for kind in read_prints() if scope in kind.scopes)


def find_print(name: str, scope: Scope) -> PrintKind | None:
    """Return the print of this name, if there is one of this scope."""
    return next((kind for kind in list_prints(scope) if kind.name == name), None)
