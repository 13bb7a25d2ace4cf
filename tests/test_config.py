"""Settings from the command line, the environment and the defaults."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from seminar import config
from seminar.config import read_settings
from seminar.core.errors import RausError


def test_what_is_given_goes_before_the_environment_and_that_before_the_default() -> (
    None
):
    found = read_settings(
        {"port": "8001", "bind": None}, {"RAUS_PORT": "8002", "RAUS_LANG": "nn"}
    )
    assert (found.port, found.lang, found.floor) == (8001, "nn", 5)


@pytest.mark.parametrize(
    "given",
    [{"port": "x"}, {"port": "70000"}, {"floor": "4"}, {"lang": "xx"}, {"port": ""}],
)
def test_a_value_that_cannot_be_is_told_in_words(given: dict[str, str]) -> None:
    with pytest.raises(RausError):
        read_settings(given, {})


def test_folders_are_separated_as_in_path() -> None:
    assert read_settings(
        {"content": os.pathsep.join(("one", "", "two"))}, {}
    ).content == (
        Path("one"),
        Path("two"),
    )


def test_a_home_that_is_not_there_is_left_as_it_was_written() -> None:
    assert read_settings({"data": "~no-such-person/raus"}, {}).data == Path(
        "~no-such-person/raus"
    )


SERVER = {"profile": "server", "names": "raus.example"}
CERTIFICATE = {"tls_cert": "cert.pem", "tls_key": "key.pem"}


def test_the_usual_profile_is_a_local_network_that_others_can_listen_to() -> None:
    found = read_settings({}, {})
    assert (found.profile, found.bind, found.public, found.exposed) == (
        "lan",
        "0.0.0.0",
        "",
        True,
    )


@pytest.mark.parametrize("bind", ["127.0.0.1", "127.0.0.9", "localhost"])
def test_what_only_this_machine_reaches_nobody_listens_to(bind: str) -> None:
    assert not read_settings({"bind": bind}, {}).exposed


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (SERVER, "HTTPS alone"),
        (SERVER | {"tls_cert": "cert.pem"}, "HTTPS alone"),
        (SERVER | CERTIFICATE | {"proxy": True}, "HTTPS alone"),
        (SERVER | {"names": "", "proxy": True}, "--names"),
        (SERVER | {"proxy": True, "bind": "0.0.0.0"}, "only the proxy"),
        ({"proxy": True}, "--profile server"),
        (CERTIFICATE, "--profile server"),
        ({"profile": "cloud"}, "no profile cloud"),
    ],
)
def test_a_server_that_could_be_listened_to_is_not_started(
    given: dict[str, str], told: str
) -> None:
    with pytest.raises(RausError, match=told):
        read_settings(given, {})


def test_a_server_is_found_by_its_first_name() -> None:
    direct = read_settings(
        SERVER | CERTIFICATE | {"port": "8443", "names": "raus.example, other.example"},
        {},
    )
    assert (direct.public, direct.bind, direct.exposed) == (
        "https://raus.example:8443",
        "0.0.0.0",
        False,
    )
    assert (
        read_settings(SERVER | CERTIFICATE | {"port": "443"}, {}).public
        == "https://raus.example"
    )


def test_behind_a_proxy_only_this_machine_is_listened_to_and_the_port_is_the_proxys() -> (
    None
):
    found = read_settings(SERVER, {"RAUS_PROXY": "yes"})
    assert (found.public, found.bind) == ("https://raus.example", "127.0.0.1")


ADDED = '    pause_s: int = _setting(9, "Seconds of rest.", _whole_number(1, 60))\n\n'

ASK_FOR_IT = """
import sys
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

source, added = sys.argv[1:]
before = "    @property\\n    def database"
text = Path(source).read_text("utf-8").replace(before, added + before)
assert added in text
import seminar
config = module_from_spec(spec_from_loader("seminar.config", None))
sys.modules["seminar.config"] = seminar.config = config
exec(compile(text, source, "exec"), config.__dict__)

from click.testing import CliRunner

from seminar.cli import main
from seminar.core.errors import RausError

help_text = CliRunner().invoke(main, ["serve", "--help"]).output
assert "--pause-s" in help_text and "Seconds of rest. [default: 9]" in " ".join(help_text.split())
assert config.read_settings({}, {}).pause_s == 9
assert config.read_settings({}, {"RAUS_PAUSE_S": "10"}).pause_s == 10
assert config.read_settings({"pause_s": "11"}, {"RAUS_PAUSE_S": "10"}).pause_s == 11
try:
    config.read_settings({"pause_s": "61"}, {})
except RausError:
    pass
else:
    raise AssertionError("61 is too much")
"""


def test_a_setting_is_one_field_that_options_environment_and_checks_follow() -> None:
    run = subprocess.run(
        [sys.executable, "-c", ASK_FOR_IT, str(config.__file__), ADDED],
        cwd=Path(config.__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
