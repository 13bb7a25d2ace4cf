"""The people in the room, as a browser drives them: a facilitator with a clicker, a projector,
phones."""

from __future__ import annotations

import re
from contextlib import nullcontext
from pathlib import Path
from time import monotonic

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    ViewportSize,
    expect,
)

from tests.journeys.presses import close_room, press_until
from tests.served import Server

expect.set_options(timeout=10_000)

PATIENCE = 20.0
"""Seconds in which a picture must be on every page; it takes a tenth of one."""

POLL = 10
"""Milliseconds between two looks at what has come."""

PICTURE = re.compile(r'42\["picture",\{"v":(\d+)')
"""A room's picture as it goes over the wire."""

PHONE: ViewportSize = {"width": 360, "height": 740}
WALLS: tuple[ViewportSize, ...] = (
    {"width": 1280, "height": 720},
    {"width": 1920, "height": 1080},
)
AXE_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}


class Screen:
    """Any page; what the browser complains of is kept, and there shall be none of it."""

    def __init__(self, context: BrowserContext, shots: Path, name: str) -> None:
        self.context = context
        self.complaints: list[str] = []
        self._shots, self._name = shots, name
        self._pictured = 0
        self.page = self._window()

    def _window(self) -> Page:
        page = self.context.new_page()
        page.on(
            "websocket", lambda socket: socket.on("framereceived", self._note_picture)
        )
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def renew(self) -> None:
        """The same address in a new window: a page that fetches itself again could do so in the
        midst of a reload."""
        before, self.page = self.page, self._window()
        self.page.goto(before.url)
        before.close()

    def wait_for_picture(self, version: int) -> None:
        """Wait until the page has got the room's picture of this version, or a newer one."""
        ends = monotonic() + PATIENCE
        while self._pictured < version:
            assert monotonic() < ends, f"no picture {version} on the {self._name}"
            self.page.wait_for_timeout(POLL)

    def _note_picture(self, packet: str | bytes) -> None:
        if isinstance(packet, str) and (found := PICTURE.match(packet)):
            self._pictured = max(self._pictured, int(found[1]))

    def _hear(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        # A connection that is cut on purpose is complained of by the browser, not by the page.
        if (
            kind == "error"
            and "net::ERR" not in text
            and "WebSocket connection" not in text
        ):
            self.complaints.append(text)

    def shot(self, label: str) -> None:
        """A picture for people to look at."""
        self._shots.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self._shots / f"{label}-{self._name}.png")

    def axe(self) -> list[str]:
        """Violations of accessibility rules, in words."""
        found = Axe().run(self.page, options=AXE_RULES).response["violations"]
        return [
            f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:160]})"
            for one in found
        ]

    @property
    def cookies(self) -> str:
        """What the browser sends along."""
        return "; ".join(
            f"{one['name']}={one['value']}" for one in self.context.cookies()
        )

    def fits(self) -> bool:
        """Whether nothing sticks out sideways."""
        return bool(
            self.page.evaluate(
                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            )
        )


class Facilitator(Screen):
    """The console."""

    code = ""
    projector: Projector | None = None
    """What shows the room beside this console."""

    def log_in(self, link: str) -> None:
        self.page.goto(link)

    def open_room(
        self,
        programme: str = "raus-hour",
        series: str = "none",
        name: str = "",
        lang: str = "nb",
    ) -> str:
        """Open a room from the start page, perhaps in a series: a `new` one called `name`, or
        one that was begun."""
        form = self.page.locator("form[action='/host/rooms']").filter(
            has=self.page.locator(f"[value={programme}]")
        )
        if series != "none":
            choice = form.locator("select[name=series]")
            named = choice.locator("option").filter(has_text=series).first
            choice.select_option(
                "new" if series == "new" else named.get_attribute("value")
            )
            if series == "new":
                form.locator("[name=series-name]").fill(name)
        form.locator("select[name=lang]").select_option(lang)
        form.locator("button").click()
        self.page.wait_for_url(re.compile(r"/host/[A-Z2-9]{6,}$"))
        self.code = self.page.url.rpartition("/")[2]
        return self.code

    def press(self, key: str) -> None:
        """Press a key of the keyboard or the clicker, and wait until the room has moved and its
        projector shows it."""
        before = self.version
        self.page.keyboard.press(key)
        self._wait_for_move(before)

    @property
    def version(self) -> int:
        return int(self.page.locator("input[name=v]").first.input_value())

    @property
    def will(self) -> str:
        """What the large key says that it does."""
        return self.page.locator("#key-next span").inner_text()

    def let_through(self) -> None:
        """Let every text that waits be shown."""
        everything = self.page.locator("#t-all, [id^='t-'][value^='approve']")
        while everything.count():
            before = self.version
            everything.last.click()
            self._wait_for_move(before)

    def _wait_for_move(self, before: int) -> None:
        """Wait until the console and the projector have left this version of the room behind."""
        self.wait_for_picture(before + 1)
        expect(self.page.locator("input[name=v]").first).not_to_have_value(str(before))
        if self.projector is not None:
            self.projector.wait_for_picture(before + 1)


class Projector(Screen):
    """The second screen."""

    @property
    def article(self) -> Locator:
        return self.page.locator("article.stage")

    @property
    def state(self) -> str:
        return self.article.get_attribute("class") or ""


class Phone(Screen):
    """A participant."""

    script = True
    """Whether it runs JavaScript; without, whatever is sent fetches the page anew."""

    def join(self, url: str) -> None:
        self._pictured = 0  # Versions of an earlier room say nothing of this one.
        self.page.goto(url)
        self.page.locator("form.joining button").click()
        expect(self.page.locator("article.now")).to_be_visible()

    @property
    def article(self) -> Locator:
        return self.page.locator("article.now")

    @property
    def state(self) -> str:
        return self.article.get_attribute("data-state") or ""

    @property
    def step(self) -> str:
        return self.article.get_attribute("data-step") or ""

    @property
    def status(self) -> Locator:
        return self.page.locator("[data-status]")

    def fill(self, pick: int) -> None:
        """Answer every field that shows, one after the other, as a thumb would; where one tap is
        all, it is sent."""
        if self.taps:
            self._press(self.page.locator("[data-tap]"), pick)
            return
        on, send = self.page.locator("[data-go=on]"), self.page.locator("[data-send]")
        for _ in range(12):
            self._fill_shown(pick)
            if not on.is_visible():
                return
            on.click()
        assert send.is_visible()

    def _fill_shown(self, pick: int) -> None:
        for field in self.page.locator("[data-field]:visible").all():
            for group in field.locator(".options").all():
                options = group.locator(".option")
                options.nth(pick % options.count()).click()
            for button in field.locator("li [data-move='1']:visible").all()[:1]:
                button.click()
            for place, select in enumerate(
                field.locator("select:visible").all(), start=1
            ):
                select.select_option(str(place))
            for share in field.locator("[data-share]").all():
                share.locator("input").nth(pick % 2).fill(
                    share.get_attribute("data-share") or ""
                )
            for text in field.locator(
                ":is(input[type=text], textarea)[name]:not([data-part])"
            ).all():
                low = text.get_attribute("data-low")
                text.fill(
                    str(int(low) + pick % 3)
                    if low is not None
                    else f"ord {'abcdefghij'[pick % 10]}"
                )

    @property
    def taps(self) -> bool:
        """Whether the answer is one tap, which sends itself."""
        return self.page.locator("[data-tap]").count() > 0

    def send(self) -> None:
        if not self.taps:
            self._press(self.page.locator("[data-send]"))

    def _press(self, buttons: Locator, pick: int = 0) -> None:
        """Press one of the buttons that send, and wait for the page that comes of it."""
        with nullcontext() if self.script else self.page.expect_navigation():
            buttons.nth(pick % buttons.count()).click()

    def answer(self, pick: int) -> None:
        self.fill(pick)
        self.send()
        self.sees_it_saved()

    def sees_it_saved(self) -> None:
        """The phone says so: it puts the form away, or where one tap is all, leaves it and says
        it beneath."""
        if self.taps:
            expect(self.page.locator("[data-status].well")).to_be_visible()
        else:
            expect(self.page.locator("[data-done]")).to_be_visible()


class Stage:
    """Everyone in one room."""

    def __init__(
        self,
        browser: Browser,
        server: Server,
        where: str,
        shots: Path,
        *,
        programme: str = "raus-hour",
        series: str = "none",
        name: str = "Ledergruppa",
        lang: str = "nb",
    ) -> None:
        self._browser, self._server, self._where, self._shots = (
            browser,
            server,
            where,
            shots,
        )
        self._contexts: list[BrowserContext] = []
        self.screens: list[Screen] = []
        self.host = Facilitator(self._context(width=1440, height=900), shots, "console")
        self.host.log_in(server.new_link())
        self.code = self.host.open_room(programme, series, name, lang)
        self.projector = self.host.projector = self.another_projector()
        self.screens = [self.host, self.projector]

    @property
    def phone_url(self) -> str:
        return f"http://{self._where}:{self._server.port}/J/{self.code}"

    def phone(
        self,
        *,
        width: int = 360,
        join: bool = True,
        script: bool = True,
        lang: str = "",
        before: str = "",
    ) -> Phone:
        """One more phone in the room; `before` is a return card's address, which it keeps before
        it joins."""
        context = self._context(width=width, height=740, script=script)
        phone = Phone(context, self._shots, f"phone-{len(self.screens) - 1}")
        phone.script = script
        if lang:
            phone.page.goto(f"{self.phone_url}?lang={lang}")
        if before:
            phone.page.goto(self.phone_url.partition("/J/")[0] + before)
            phone.page.locator("[data-keep]").click()
        if join:
            phone.join(self.phone_url)
        self.screens.append(phone)
        return phone

    def twin(self, plain: Phone) -> Phone:
        """The page of a phone without JavaScript in a browser that could run some: only there
        axe itself can run."""
        context = self._context(width=360, height=740, like=plain)
        context.route("**/*.js", lambda route: route.abort())
        return Phone(context, self._shots, "twin")

    def return_of(self, phone: Phone) -> Phone:
        """A phone from an earlier room, with all that it remembers, in this one."""
        phone.join(self.phone_url)
        self.screens.append(phone)
        return phone

    def another_projector(self) -> Projector:
        """The projector's page in a window of its own."""
        projector = Projector(
            self._context(width=1920, height=1080), self._shots, "projector"
        )
        projector.page.goto(f"http://localhost:{self._server.port}/screen/{self.code}")
        return projector

    def _context(
        self,
        *,
        width: int,
        height: int,
        script: bool = True,
        like: Screen | None = None,
    ) -> BrowserContext:
        """A browser of its own; `like` another page, it remembers what that one does."""
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            has_touch=width < 600,
            storage_state=like.context.storage_state() if like else None,
        )
        self._contexts.append(context)
        return context

    def go_to(self, step: str, phone: Phone) -> None:
        """Bring the room to `step`, and wait until its screens show it.

        The way there is pressed over the wire; from the join code to the first step it is the
        clicker that leads.
        """
        version = press_until(
            self._server.base,
            self.code,
            step,
            host=self.host.cookies,
            phone=phone.cookies,
        )
        self.host.wait_for_picture(version)
        self.wait_for_pictures(phone)
        assert phone.step == step
        if self.projector.page.locator(".is-join").count():
            self.host.press("PageDown")
            self.wait_for_pictures(phone)
            assert phone.step == step

    def wait_for_pictures(self, phone: Phone) -> None:
        """Wait until the projector and this phone show what the console shows."""
        version = self.host.version
        self.projector.wait_for_picture(version)
        if phone.script:
            phone.wait_for_picture(version)

    def complaints(self) -> list[str]:
        return [one for screen in self.screens for one in screen.complaints]

    def leave(self) -> None:
        """Close the room, for codes grow longer where many are open, and every window."""
        if self._server.is_running:
            close_room(self._server.base, self.code, self.host.cookies)
        for context in self._contexts:
            context.close()
