"""The kinds of question. This folder is the registry: a module here that holds a `Kind` is a kind.

Others add theirs through the entry-point group `seminar.kinds`, which is read after the folder.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from types import MappingProxyType

from seminar.core.model.kind import Kind

GROUP = "seminar.kinds"


@cache
def kinds() -> Mapping[str, type[Kind]]:
    """Every kind by its name, in alphabetical order."""
    found: dict[str, type[Kind]] = {}
    for kind in (*_own(), *_others()):
        name = kind.model_fields["kind"].default
        if found.setdefault(name, kind) is not kind:
            raise LookupError(f"two kinds are called {name}: {found[name]!r} and {kind!r}")
    return MappingProxyType(dict(sorted(found.items())))


def _own() -> Iterator[type[Kind]]:
    for module in pkgutil.iter_modules(__path__):
        for value in vars(import_module(f"{__name__}.{module.name}")).values():
            if (
                isinstance(value, type)
                and issubclass(value, Kind)
                and value.__module__.startswith(f"{__name__}.")
            ):
                yield value


def _others() -> Iterator[type[Kind]]:
    for point in entry_points(group=GROUP):
        kind = point.load()
        if not (isinstance(kind, type) and issubclass(kind, Kind)):
            raise LookupError(f"{point.value} is named as a question kind, but is none")
        yield kind
