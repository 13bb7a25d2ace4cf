"""Every setting is a row: its name, what it is when nobody says otherwise, and what it is for."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_data_path

from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.errors import RausError
from seminar.core.i18n import DEFAULT_LANGUAGE, LANGUAGE_NAMES, say

Profile = Literal["lan", "server"]


def _usual_folder() -> str:
    """Where this system keeps a person's data; for a person without a home, such as a service,
    the present folder."""
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


EVERYWHERE, HERE = "0.0.0.0", "127.0.0.1"

ROWS = (
    Row(
        "profile",
        "lan",
        "lan: plain HTTP on a local network; server: HTTPS, by a certificate or by a proxy.",
    ),
    Row(
        "bind",
        "",
        f"Address to listen on; {EVERYWHERE} unless said, which lets phones in, or with --proxy "
        f"{HERE}.",
    ),
    Row("port", 8000, "Port to listen on."),
    Row("tls_cert", "", "File with the certificate chain, when this program itself speaks HTTPS."),
    Row("tls_key", "", "File with the certificate's private key."),
    Row(
        "proxy",
        False,
        "A proxy on this machine speaks HTTPS, passes Host on and sets X-Forwarded-Proto itself.",
    ),
    Row("data", _usual_folder(), "Folder for the database and the secret key."),
    Row(
        "content",
        "",
        "Folders with own exercises and slides beside the bundled ones, separated as in PATH.",
    ),
    Row(
        "lang",
        DEFAULT_LANGUAGE,
        f"Language of the console and of new rooms: {', '.join(LANGUAGE_NAMES)}.",
    ),
    Row(
        "names",
        "",
        "Host names that phones may use besides, separated by commas; a server shows them the "
        "first.",
    ),
    Row(
        "floor",
        5,
        "Smallest number of answers that gives a result about one's own workplace; 5 or more.",
    ),
    Row("retention_days", 30, "Days that a closed room's published results are kept."),
    Row(
        "series_days",
        270,
        "Days until a series of rooms ends by itself, with its key and so all return cards.",
    ),
    Row(
        "organiser",
        "",
        "Who runs this server and answers for it, as the privacy statement names them.",
    ),
    Row(
        "lean", True, "Use the fast frame path for phones; the ordinary one does the same, slower."
    ),
    Row(
        "commit_delay_ms",
        0,
        "Milliseconds added to every commit, to see a slow disk in the benchmark.",
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one server, checked."""

    profile: Profile
    bind: str
    port: int
    tls_cert: Path | None
    tls_key: Path | None
    proxy: bool
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
    def rules(self) -> ThresholdRules:
        return ThresholdRules(floor=self.floor)

    @property
    def is_secure(self) -> bool:
        """Whether everything goes over HTTPS."""
        return self.profile == "server"

    @property
    def exposed(self) -> bool:
        """Whether others on the network can read what phones send: plain HTTP from beyond this
        machine."""
        return not self.is_secure and not _is_here(self.bind)

    @property
    def public(self) -> str:
        """Where a server is found; empty on a local network, where the machine's addresses come
        and go."""
        if not self.is_secure:
            return ""
        return f"https://{self.names[0]}" + (
            "" if self.proxy or self.port == 443 else f":{self.port}"
        )


def settings(given: Mapping[str, Any], environment: Mapping[str, str]) -> Settings:
    """Settings from what was given on the command line, then the environment, then the defaults."""
    raw: dict[str, Any] = {}
    for row in ROWS:
        value = given.get(row.name)
        raw[row.name] = value if value is not None else environment.get(row.variable, row.default)
    if raw["lang"] not in LANGUAGE_NAMES:
        raise RausError(
            say(
                "There is no language {lang} here. Choose one of: {names}.",
                lang=str(raw["lang"]),
                names=", ".join(LANGUAGE_NAMES),
            )
        )
    proxy = _yes(raw["proxy"])
    parsed = {
        "profile": raw["profile"],
        "bind": str(raw["bind"]) or (HERE if proxy else EVERYWHERE),
        "port": _whole("port", raw["port"], 0, 65535),
        "tls_cert": _folder(raw["tls_cert"]) if raw["tls_cert"] else None,
        "tls_key": _folder(raw["tls_key"]) if raw["tls_key"] else None,
        "proxy": proxy,
        "data": _folder(raw["data"]),
        "content": tuple(_folder(one) for one in str(raw["content"]).split(os.pathsep) if one),
        "lang": raw["lang"],
        "names": tuple(one.strip().lower() for one in str(raw["names"]).split(",") if one.strip()),
        "floor": _whole("floor", raw["floor"], 5, 1000),
        "retention_days": _whole("retention_days", raw["retention_days"], 1, 3650),
        "series_days": _whole("series_days", raw["series_days"], 1, 3650),
        "organiser": str(raw["organiser"]).strip(),
        "lean": _yes(raw["lean"]),
        "commit_delay_ms": _whole("commit_delay_ms", raw["commit_delay_ms"], 0, 10_000),
    }
    assert parsed.keys() == {field.name for field in fields(Settings)}
    found = Settings(**parsed)
    _check_profile(found)
    return found


def _check_profile(found: Settings) -> None:
    """A server says how it comes to HTTPS and where it is found; a local network has none of
    that."""
    if found.profile not in ("lan", "server"):
        raise RausError(
            say("There is no profile {profile}. Choose lan or server.", profile=str(found.profile))
        )
    pair = (found.tls_cert is not None, found.tls_key is not None)
    if found.profile == "lan":
        if found.proxy or any(pair):
            raise RausError(
                say("--proxy, --tls-cert and --tls-key belong to a server. Add --profile server.")
            )
        return
    if found.proxy == any(pair) or pair == (True, False) or pair == (False, True):
        raise RausError(
            say(
                "A server speaks HTTPS alone. Give both --tls-cert and --tls-key, or --proxy when "
                "a proxy on this machine speaks it."
            )
        )
    if not found.names:
        raise RausError(
            say(
                "Under which name do phones find this server? Add --names, such as --names "
                "raus.example.org"
            )
        )
    if found.proxy and not _is_here(found.bind):
        raise RausError(
            say(
                "With --proxy only the proxy may reach this server: leave --bind out, or set it "
                "to {here}.",
                here=HERE,
            )
        )


def _is_here(bind: str) -> bool:
    """Whether whoever listens there is reached from this machine alone."""
    try:
        return ip_address(bind).is_loopback
    except ValueError:
        return bind == "localhost"


def _yes(value: Any) -> bool:
    return str(value).lower() not in ("", "0", "false", "no", "off")


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
        raise RausError(
            say(
                "{name} must be a whole number from {low} to {high}.", name=name, low=low, high=high
            )
        )
    return number


def allow_connections(number: int) -> None:
    """Let this process have so many sockets; many systems allow 1024 open files until asked for
    more."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = number + 256
    if soft < wanted:
        resource.setrlimit(
            resource.RLIMIT_NOFILE,
            (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard),
        )
