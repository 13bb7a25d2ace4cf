"""The settings of a server: each is one field with its default, what it is for, and its parser."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
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


Parse = Callable[[str, Any], Any]
"""Turns what was given for the setting of this name into its value, or raises words."""


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as it is documented: option `--name`, environment `RAUS_NAME`."""

    name: str
    default: Any
    help: str
    parse: Parse

    @property
    def variable(self) -> str:
        return f"RAUS_{self.name.upper()}"


ANY_ADDRESS = "0.0.0.0"
HERE = "127.0.0.1"


def _parse_text(name: str, value: Any) -> str:
    return str(value).strip()


def _parse_flag(name: str, value: Any) -> bool:
    return str(value).lower() not in ("", "0", "false", "no", "off")


def _parse_folder(name: str, value: Any) -> Path:
    """Return the folder, with `~` as the home that it stands for, where there is one."""
    try:
        return Path(value).expanduser()
    except RuntimeError:
        return Path(value)


def _parse_file(name: str, value: Any) -> Path | None:
    return _parse_folder(name, value) if value else None


def _parse_folders(name: str, value: Any) -> tuple[Path, ...]:
    return tuple(
        _parse_folder(name, part) for part in str(value).split(os.pathsep) if part
    )


def _parse_hosts(name: str, value: Any) -> tuple[str, ...]:
    return tuple(part.strip().lower() for part in str(value).split(",") if part.strip())


def _parse_language(name: str, value: Any) -> str:
    if value not in LANGUAGE_NAMES:
        raise RausError(
            say(
                "There is no language {lang} here. Choose one of: {names}.",
                lang=str(value),
                names=", ".join(LANGUAGE_NAMES),
            )
        )
    return str(value)


def _parse_profile(name: str, value: Any) -> str:
    if value not in ("lan", "server"):
        raise RausError(
            say(
                "There is no profile {profile}. Choose lan or server.",
                profile=str(value),
            )
        )
    return str(value)


def _whole_number(low: int, high: int) -> Parse:
    """Return the parser of a whole number from `low` to `high`."""

    def parse(name: str, value: Any) -> int:
        try:
            number = int(value)
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            raise RausError(
                say(
                    "{name} must be a whole number from {low} to {high}.",
                    name=name,
                    low=low,
                    high=high,
                )
            )
        return number

    return parse


def _setting(default: Any, help_text: str, parse: Parse) -> Any:
    """Return the field of one setting: all that is known of it stands in this one place."""
    return field(metadata={"default": default, "help": help_text, "parse": parse})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one server, checked; each field is the whole of one setting."""

    profile: Profile = _setting(
        "lan",
        "lan: plain HTTP on a local network; server: HTTPS, by a certificate or by a proxy.",
        _parse_profile,
    )
    bind: str = _setting(
        "",
        f"Address to listen on; {ANY_ADDRESS} unless said, which lets phones in, or with --proxy"
        f" {HERE}.",
        _parse_text,
    )
    port: int = _setting(8000, "Port to listen on.", _whole_number(0, 65535))
    tls_cert: Path | None = _setting(
        "",
        "File with the certificate chain, when this program itself speaks HTTPS.",
        _parse_file,
    )
    tls_key: Path | None = _setting(
        "", "File with the certificate's private key.", _parse_file
    )
    proxy: bool = _setting(
        False,
        "A proxy on this machine speaks HTTPS, passes Host on and sets X-Forwarded-Proto itself.",
        _parse_flag,
    )
    proxy_hops: int = _setting(
        1,
        "Entries at the end of X-Forwarded-For that proxies of yours have added; newcomers are told"
        " apart by the first of these.",
        _whole_number(1, 8),
    )
    data: Path = _setting(
        _usual_folder(), "Folder for the database and the secret key.", _parse_folder
    )
    content: tuple[Path, ...] = _setting(
        "",
        "Folders with own exercises and slides beside the bundled ones, separated as in PATH.",
        _parse_folders,
    )
    lang: str = _setting(
        DEFAULT_LANGUAGE,
        f"Language of the console and of new rooms: {', '.join(LANGUAGE_NAMES)}.",
        _parse_language,
    )
    names: tuple[str, ...] = _setting(
        "",
        "Host names that phones may use besides, separated by commas; a server shows them the"
        " first.",
        _parse_hosts,
    )
    # Below five, a result about one's own workplace tells too much of each who answered.
    floor: int = _setting(
        5,
        "Smallest number of answers that gives a result about one's own workplace; 5 or more.",
        _whole_number(5, 1000),
    )
    retention_days: int = _setting(
        30,
        "Days that a closed room's published results are kept.",
        _whole_number(1, 3650),
    )
    series_days: int = _setting(
        270,
        "Days until a series of rooms ends by itself, with its key and so all return cards.",
        _whole_number(1, 3650),
    )
    organiser: str = _setting(
        "",
        "Who runs this server and answers for it, as the privacy statement names them.",
        _parse_text,
    )
    lean: bool = _setting(
        True,
        "Use the fast frame path for phones; the ordinary one does the same, slower.",
        _parse_flag,
    )
    commit_delay_ms: int = _setting(
        0,
        "Milliseconds added to every commit, to see a slow disk in the benchmark.",
        _whole_number(0, 10_000),
    )

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
        """Where a server is chosen; empty on a local network, where the machine's addresses come
        and go."""
        if not self.is_secure:
            return ""
        return f"https://{self.names[0]}" + (
            "" if self.proxy or self.port == 443 else f":{self.port}"
        )


ROWS = tuple(
    SettingRow(setting.name, **setting.metadata) for setting in fields(Settings)
)
"""Every setting, for the command line, the documentation and the reader below."""


def read_settings(given: Mapping[str, Any], environment: Mapping[str, str]) -> Settings:
    """Return the settings from what was given on the command line, then the environment, then the
    defaults.

    Raises:
        RausError: A value cannot be, or two do not go together; in words for a person.
    """
    parsed: dict[str, Any] = {}
    for row in ROWS:
        value = given.get(row.name)
        if value is None:
            value = environment.get(row.variable, row.default)
        parsed[row.name] = row.parse(row.name, value)
    parsed["bind"] = parsed["bind"] or (HERE if parsed["proxy"] else ANY_ADDRESS)
    checked = Settings(**parsed)
    _check_profile(checked)
    return checked


def _check_profile(chosen: Settings) -> None:
    """Raise unless a server says how it comes to HTTPS and where it is chosen, and a local network
    has none of that."""
    pair = (chosen.tls_cert is not None, chosen.tls_key is not None)
    if chosen.profile == "lan":
        if chosen.proxy or any(pair):
            raise RausError(
                say(
                    "--proxy, --tls-cert and --tls-key belong to a server. Add --profile server."
                )
            )
        return
    if chosen.proxy == any(pair) or pair == (True, False) or pair == (False, True):
        raise RausError(
            say(
                "A server speaks HTTPS alone. Give both --tls-cert and --tls-key, or --proxy when"
                " a proxy on this machine speaks it."
            )
        )
    if not chosen.names:
        raise RausError(
            say(
                "Under which name do phones find this server? Add --names, such as --names"
                " raus.example.org"
            )
        )
    if chosen.proxy and not _is_here(chosen.bind):
        raise RausError(
            say(
                "With --proxy only the proxy may reach this server: leave --bind out, or set it to"
                " {here}.",
                here=HERE,
            )
        )


def _is_here(bind: str) -> bool:
    """Whether whoever listens there is reached from this machine alone."""
    try:
        return ip_address(bind).is_loopback
    except ValueError:
        return bind == "localhost"


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
