"""A kind of question that is installed from elsewhere passes all that our own kinds pass, and
touches no file of the program."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = Path(__file__).parent / "outside" / "traffic_light"

SUITES = [
    "tests/kinds/test_contract.py",
    "tests/charts/test_charts.py",
    "tests/content/authoring/test_scaffold.py",
    "tests/service/test_every_kind.py",
    "tests/web/authoring/test_every_kind.py",
]
"""The contract; the projector; the start of an exercise; late comers, files and the print that is
taken home; the phone's page, rehearsal participants, the preview and the worksheet."""

JOURNEY = "tests/journeys/test_kinds.py"
"""Real phones, with a script and without, and a real projector."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The environment of a process in which the package is installed."""
    place = tmp_path_factory.mktemp("site-packages")
    shutil.copytree(PACKAGE, place / PACKAGE.name)
    about = place / "traffic_light-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: traffic-light\nVersion: 1\n"
    )
    (about / "entry_points.txt").write_text(
        "[seminar.kinds]\nlight = traffic_light:TrafficLight\n"
    )
    return {**os.environ, "PYTHONPATH": f"{place}{os.pathsep}{ROOT}"}


def run(environment: Mapping[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def fingerprint() -> dict[str, str]:
    """What every file of the program has in it."""
    files = (path for path in (ROOT / "seminar").rglob("*") if path.is_file())
    kept = (
        path for path in files if not {"node_modules", "__pycache__"} & set(path.parts)
    )
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in kept}


@pytest.mark.timeout(600)
def test_a_kind_from_elsewhere_passes_every_suite_and_touches_no_other_file(
    installed: Mapping[str, str],
) -> None:
    before = fingerprint()
    options = ("-n0", "-p", "no:cacheprovider", "-rA", "-k", "light or offered")
    told = run(installed, "-m", "pytest", *options, *SUITES)
    for suite in SUITES:
        tried = re.search(rf"PASSED {suite}::\S*(\blight\b|_offered_)", told)
        assert tried, f"{suite} has not tried it"
    assert fingerprint() == before


@pytest.mark.browser
@pytest.mark.timeout(600)
def test_a_kind_from_elsewhere_is_asked_and_shown_on_real_screens(
    installed: Mapping[str, str],
) -> None:
    options = ("-n0", "-p", "no:cacheprovider", "-rA", "-k", "light")
    told = run(installed, "-m", "pytest", *options, JOURNEY)
    assert f"PASSED {JOURNEY}::test_each_is_asked_answered_and_shown[light]" in told


@pytest.mark.parametrize(
    ("lang", "words"),
    [("nb", "Rødt: stopp"), ("nn", "Raudt: stopp"), ("en", "Red: stop")],
)
def test_a_kind_from_elsewhere_brings_its_own_translations(
    installed: Mapping[str, str], lang: str, words: str
) -> None:
    code = (
        "from seminar.content.translations import read_speech; from seminar.core.i18n import say;"
        f"print(read_speech({lang!r})(say('Red: stop')))"
    )
    assert run({**installed, "PYTHONIOENCODING": "utf-8"}, "-c", code).strip() == words
