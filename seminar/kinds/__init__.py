"""The kinds of question. This folder is the registry: every module here defines a
kind.

Other packages add theirs through the entry-point group `seminar.kinds`, which is read after the
folder.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import TypeGuard

from seminar.core.model.kind import ENTRY_POINTS, Kind


@cache
def kinds() -> Mapping[str, type[Kind]]:
    """Return every kind by its name, in alphabetical order.

    Raises:
        LookupError: where two kinds have one name, or an entry point names something else.
    """
    registry: dict[str, type[Kind]] = {}
    for kind in (*_bundled_kinds(), *_installed_kinds()):
        name = kind.model_fields["kind"].default
        if registry.setdefault(name, kind) is not kind:
            raise LookupError(
                f"two kinds are called {name}: {registry[name]!r} and {kind!r}"
            )
    return MappingProxyType(dict(sorted(registry.items())))


def _bundled_kinds() -> Iterator[type[Kind]]:
    for module in pkgutil.iter_modules(__path__):
        for value in vars(import_module(f"{__name__}.{module.name}")).values():
            # `Kind` itself, and what pydantic makes of `Kind[A]`, have no name of their own.
            if _is_kind(value) and not value.model_fields["kind"].is_required():
                yield value


def _is_kind(value: object) -> TypeGuard[type[Kind]]:
    return isinstance(value, type) and issubclass(value, Kind)


def _installed_kinds() -> Iterator[type[Kind]]:
    for point in entry_points(group=ENTRY_POINTS):
        kind = point.load()
        if not _is_kind(kind):
            raise LookupError(f"{point.value} is named as a question kind, but is none")
        yield kind
