"""Follow what an author is writing: a room that is new at each save, walked to the same place."""

from __future__ import annotations

import gevent

from seminar.content.authoring.open_file import OpenContent
from seminar.content.exercise.structure import Kinds
from seminar.content.library import Library
from seminar.content.translations import read_speech
from seminar.core.model.programme import Programme
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens.console_commands import BY_NAME, list_big_keys
from seminar.web.authoring.walkthrough import Spot, Walk
from seminar.web.rendering import templates

LOOK = 0.3
"""Seconds between two looks at the files: soon enough that a saved file seems to show
itself, and seldom enough that looking takes hardly any of the machine's time."""

LET_GO = 3.0
"""Seconds that a room is kept when another has taken its place, so that no pane shows it end:
three are more than a pane takes to load the other."""


class Preview:
    """The content as it was when it was last right, and the faults that it has now."""

    def __init__(
        self, host: RoomService, written: OpenContent, kinds: Kinds, lang: str
    ) -> None:
        self._host = host
        self._written = written
        self._kinds = kinds
        self.lang = written.lang or lang
        self.walk: Walk | None = None
        self.saved = 0
        """How often something was saved that is right; the paper is made anew with it."""
        self.left: list[str] = []
        """The rooms that another has taken the place of."""
        self._stamp = written.stamp()
        self._take(host.library)

    @property
    def is_old(self) -> bool:
        """Return whether what is shown was written before the last save."""
        return self.walk is not None and not self._fits(self._read)

    def watch(self) -> None:
        """Read again whenever something is saved, for as long as the program runs."""
        while True:
            gevent.sleep(LOOK)
            self.look()

    def look(self) -> None:
        """Take in what was saved since the last look."""
        stamp = self._written.stamp()
        if stamp != self._stamp:
            self._stamp = stamp
            # In a thread, for the pages stay alive meanwhile.
            self._take(
                gevent.get_hub().threadpool.apply(self._written.read, (self._kinds,))
            )

    def _take(self, library: Library) -> None:
        self._read = library
        if self._fits(library):
            self._host.library = library
            self.saved += 1
            self.begin(self.walk.spot if self.walk else Spot())

    def _fits(self, library: Library) -> bool:
        """Return whether the programme can be run, in the language that is shown where it had that
        before."""
        programme = library.programmes.get(self._written.programme)
        if programme is None:
            return False
        return self.walk is None or self.lang in programme.languages

    def begin(self, spot: Spot, lang: str = "") -> None:
        """Open a new room, walked to this spot, and let go of the room before."""
        languages = self.programme.languages
        wish = lang or self.lang
        chosen = wish if wish in languages else languages[0]
        walk = Walk(self._host, self._written.programme, chosen)
        walk.go(spot)
        earlier = self.walk
        self.walk = walk
        self.lang = walk.lang
        if earlier:
            self.left.append(earlier.code)
            gevent.spawn_later(LET_GO, self._host.deletion.delete_room, earlier.code)

    @property
    def programme(self) -> Programme:
        return self._host.library.programme(self._written.programme)

    def go(self, command: str) -> None:
        """Do what a button says: `next`, `back`, `step N` or `lang xx`."""
        if self.walk is None:
            return
        name, _, which = command.partition(" ")
        at = self.walk.spot.at
        if name == "next" and not self.walk.ended:
            self.walk.press()
        elif name == "back" and at:
            self.begin(Spot(at=at - 1))
        elif name == "step" and which.isdecimal():
            self.begin(Spot(at=int(which)))
        elif name == "lang":
            self.begin(self.walk.spot, which)

    def parts(self, reader_lang: str) -> dict[str, str]:
        """Return the parts of the page that move, in the author's own language."""
        speaking = read_speech(reader_lang)
        html: dict[str, str] = {
            "faults": templates.page(
                "preview/faults.html",
                speaking,
                faults=self._read.faults,
                old=self.is_old,
            )
        }
        if self.walk is None:
            return html | {"bar": "", "notes": ""}
        running = self.walk.running
        words = running.programme.words_in(self.lang)
        keys = {
            key.command: key for key in list_big_keys(running.scene(self._host.clock()))
        }
        context = {"words": words, "at": running.room.now.at, "shown": self.lang}
        context |= {
            "next": keys["next"],
            "next_keys": _list_shortcuts("next"),
            "back_keys": _list_shortcuts("back"),
            "languages": running.programme.languages,
            "ended": self.walk.ended,
        }
        return html | {
            name: templates.page(f"preview/{name}.html", speaking, **context)
            for name in ("bar", "notes")
        }

    @property
    def paper(self) -> str:
        """The address of the print; the sheet of a single exercise begins on the second page."""
        page = 2 if self._written.exercise else 1
        return f"/preview/{self.saved}-{self.lang}.pdf#page={page}&toolbar=0&navpanes=0&view=FitH"


def _list_shortcuts(command: str) -> str:
    """Return the keys of a command, as `aria-keyshortcuts` names them; without the space bar, which
    presses whichever button has the focus."""
    keys = BY_NAME[command].keys
    return " ".join(key.value for key in keys if key.value.strip())
