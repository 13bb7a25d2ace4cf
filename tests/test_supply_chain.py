"""What a release runs on is named whole: each package at one version with the hashes of its
files, and a list of components that is made from that."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
PROGRAM = "raus (pyproject.toml)"


@dataclass
class LockedPackage:
    """One entry of the lock file."""

    requirement: Requirement
    hashes: list[str] = field(default_factory=list)
    wanted_by: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        """Return the version that is locked; fail where more than one would do."""
        (specifier,) = self.requirement.specifier
        assert specifier.operator == "==", self.requirement
        return specifier.version


def read_lock() -> list[LockedPackage]:
    """Return the entries of the lock file; a package that another system or Python needs at
    another version has one for each."""
    packages: list[LockedPackage] = []
    for line in LOCK.read_text().splitlines():
        words = line.removesuffix("\\").strip()
        if words.startswith("--hash"):
            packages[-1].hashes.append(words)
        elif words.startswith("# via "):
            packages[-1].wanted_by += words.removeprefix("# via ").split(", ")
        elif words and not words.startswith("#"):
            packages.append(LockedPackage(Requirement(words)))
    return packages


def read_dependencies() -> dict[str, Requirement]:
    """Return what pyproject.toml asks for, by the package's name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    requirements = map(Requirement, project["dependencies"])
    return {canonicalize_name(asked.name): asked for asked in requirements}


def test_every_package_has_one_version_and_the_hashes_of_its_files() -> None:
    packages = read_lock()
    assert len(packages) > 40
    for package in packages:
        assert package.version
        assert package.hashes, package.name
        assert all(map(HASH.fullmatch, package.hashes)), package.name


def test_the_lock_is_made_from_what_the_program_asks_for_today() -> None:
    packages = read_lock()
    dependencies = read_dependencies()
    wanted_by_program = {
        package.name for package in packages if PROGRAM in package.wanted_by
    }
    assert wanted_by_program == set(dependencies)
    for package in packages:
        if package.name in dependencies:
            specifier = dependencies[package.name].specifier
            assert specifier.contains(package.version), package.name


def test_nothing_is_in_the_lock_that_nobody_in_it_wants() -> None:
    packages = read_lock()
    known = {package.name for package in packages} | {PROGRAM}
    for package in packages:
        assert package.wanted_by, package.name
        assert set(package.wanted_by) <= known, package.name


def test_the_lock_names_no_place_to_fetch_from() -> None:
    text = LOCK.read_text()
    assert "://" not in text
    assert "index" not in text


def test_the_list_of_components_has_all_of_the_lock_and_no_place_to_fetch_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / "raus.cdx.json"
    result = subprocess.run(
        [str(ROOT / ".ci" / "components"), str(file)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHON": sys.executable},
    )
    assert result.returncode == 0, result.stderr
    bom = json.loads(file.read_text())
    assert bom["bomFormat"] == "CycloneDX"
    assert bom["metadata"]["component"]["name"] == "raus"
    assert "externalReferences" not in json.dumps(bom["metadata"]["tools"])
    for component in bom["components"]:
        for place in component["externalReferences"]:
            assert place["hashes"], component["name"]
            assert "://" not in place["url"], component["name"]
    listed = {
        (canonicalize_name(component["name"]), component["version"])
        for component in bom["components"]
    }
    assert listed == {(package.name, package.version) for package in read_lock()}
