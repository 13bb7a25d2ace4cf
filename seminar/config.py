"""Every setting is a row: its name, what it is when nobody says otherwise, and what it is for."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from seminar.core.errors import RausError
from seminar.core.language import LANGUAGES, say
from seminar.core.privacy import Rules


def _usual_folder() -> str:
    """Where this system keeps a person's data; for a person without a home, such as a service, the present folder."""
    try:
        return str(user_data_path("raus", appauthor=False))
    except RuntimeError:
        return "raus-data"


@dataclass(frozen=True, slots=True)
class Row:
    """One setting as it is documented: option `--name`, environment `RAUS_NAME`."""

    name: str
    default: Any
    help: str

    @property
    def variable(self) -> str:
        return f"RAUS_{self.name.upper()}"


ROWS = (
    Row("bind", "0.0.0.0", "Address to listen on; 0.0.0.0 lets phones on the same network in."),
    Row("port", 8000, "Port to listen on."),
    Row("data", _usual_folder(), "Folder for the database and the secret key."),
    Row("content", "", "Folders with own exercises and slides beside the bundled ones, separated as in PATH."),
    Row("lang", "nb", "Language of the console and of new rooms: nb, nn or en."),
    Row("names", "", "Further host names that phones may use, separated by commas, when a proxy stands in front."),
    Row("floor", 5, "Smallest number of answers that gives a result about one's own workplace; 5 or more."),
    Row("retention_days", 30, "Days that a closed room's published results are kept."),
    Row("series_days", 270, "Days until a series of rooms ends by itself, with its key and so all return cards."),
    Row("organiser", "", "Who runs this server and answers for it, as the privacy statement names them."),
    Row("lean", True, "Use the fast frame path for phones; the ordinary one does the same, slower."),
    Row("commit_delay_ms", 0, "Milliseconds added to every commit, to see a slow disk in the benchmark."),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one server, checked."""

    bind: str
    port: int
    data: Path
    content: tuple[Path, ...]
    lang: str
    names: tuple[str, ...]
    floor: int
    retention_days: int
    series_days: int
    organiser: str
    lean: bool
    commit_delay_ms: int

    @property
    def database(self) -> Path:
        return self.data / "raus.sqlite"

    @property
    def rules(self) -> Rules:
        return Rules(floor=self.floor)


def settings(given: Mapping[str, Any], environment: Mapping[str, str]) -> Settings:
    """Settings from what was given on the command line, then the environment, then the defaults."""
    raw: dict[str, Any] = {}
    for row in ROWS:
        value = given.get(row.name)
        raw[row.name] = value if value is not None else environment.get(row.variable, row.default)
    if raw["lang"] not in LANGUAGES:
        raise RausError(say("There is no language {lang} here. Choose nb, nn or en.", lang=str(raw["lang"])))
    parsed = {
        "bind": str(raw["bind"]),
        "port": _whole("port", raw["port"], 0, 65535),
        "data": _folder(raw["data"]),
        "content": tuple(_folder(one) for one in str(raw["content"]).split(os.pathsep) if one),
        "lang": raw["lang"],
        "names": tuple(one.strip().lower() for one in str(raw["names"]).split(",") if one.strip()),
        "floor": _whole("floor", raw["floor"], 5, 1000),
        "retention_days": _whole("retention_days", raw["retention_days"], 1, 3650),
        "series_days": _whole("series_days", raw["series_days"], 1, 3650),
        "organiser": str(raw["organiser"]).strip(),
        "lean": str(raw["lean"]).lower() not in ("0", "false", "no", "off"),
        "commit_delay_ms": _whole("commit_delay_ms", raw["commit_delay_ms"], 0, 10_000),
    }
    assert parsed.keys() == {field.name for field in fields(Settings)}
    return Settings(**parsed)


def _folder(typed: str) -> Path:
    """The folder, with `~` as the home that it stands for, where there is one."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)


def _whole(name: str, value: Any, low: int, high: int) -> int:
    try:
        number = int(value)
    except ValueError:
        number = low - 1
    if not low <= number <= high:
        raise RausError(say("{name} must be a whole number from {low} to {high}.", name=name, low=low, high=high))
    return number


def allow_connections(number: int) -> None:
    """Let this process have so many sockets; many systems allow 1024 open files until asked for more."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = number + 256
    if soft < wanted:
        resource.setrlimit(
            resource.RLIMIT_NOFILE, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
        )
