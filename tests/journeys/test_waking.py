"""A phone whose browser has frozen the tab, as when the screen goes dark: awake again, it stands
where the room is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Cookie

from tests.journeys.people import Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

SLOWEST_RETURN = "Math.random = () => 0.999"
"""Chance by which Socket.IO itself tries a lost line again after three seconds, its longest."""

AT_ONCE = 1500
"""Milliseconds; far less than that, and takes a fiftieth of it."""

NOTE_WAKING = """
document.addEventListener("freeze", () => window.hasFrozen = true);
document.addEventListener("resume", () => window.wokenAt = performance.now());
window.WebSocket = class extends WebSocket {
  constructor(...of) { super(...of); window.openedAt = performance.now(); }
};
"""


class BareTab:
    """A tab as Chromium gives it to a person. Playwright keeps the pages of its own visible, and
    what is visible is never frozen."""

    def __init__(
        self, browser: Browser, cookies: list[Cookie], url: str, script: str
    ) -> None:
        self._wait = browser.contexts[0].pages[0].wait_for_timeout
        self._session = browser.new_browser_cdp_session()
        self._session.on("Target.receivedMessageFromTarget", self._hear)
        self._replies: dict[int, Any] = {}
        self._sent = 0
        where = self._session.send("Target.createBrowserContext")
        kept = ("name", "value", "domain", "path", "httpOnly")
        jar = [
            {name: value for name, value in cookie.items() if name in kept}
            for cookie in cookies
        ]
        self._session.send("Storage.setCookies", {**where, "cookies": jar})
        target = self._session.send("Target.createTarget", {**where, "url": ""})
        self._target = self._session.send(
            "Target.attachToTarget", {**target, "flatten": False}
        )
        self._send("Page.enable")
        self._send("Page.addScriptToEvaluateOnNewDocument", source=script)
        self._send("Page.navigate", url=url)

    def set_state(self, state: str) -> None:
        """Make it `frozen` or `active`."""
        self._send("Page.setWebLifecycleState", state=state)

    def evaluate(self, script: str) -> Any:
        sent = self._send("Runtime.evaluate", expression=script, returnByValue=True)
        return sent["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until the script gives what is true."""
        self._until(lambda: bool(self.evaluate(script)), script)

    def _send(self, method: str, **params: Any) -> Any:
        self._sent += 1
        number = self._sent
        message = json.dumps({"id": number, "method": method, "params": params})
        self._session.send(
            "Target.sendMessageToTarget", {**self._target, "message": message}
        )
        self._until(lambda: number in self._replies, method)
        return self._replies.pop(number)

    def _hear(self, event: dict[str, Any]) -> None:
        message = json.loads(event["message"])
        if "id" in message:
            self._replies[message["id"]] = message.get("result", {})

    def _until(self, done: Callable[[], bool], what: str) -> None:
        for _ in range(1000):
            if done():
                return
            self._wait(20)
        raise AssertionError(what)


def test_a_phone_that_was_asleep_asks_for_the_room_at_once(
    stage: Stage, browser: Browser
) -> None:
    awake, phone = stage.phone(), stage.phone()
    tab = BareTab(
        browser,
        phone.context.cookies(),
        phone.page.url,
        SLOWEST_RETURN + NOTE_WAKING,
    )
    phone.page.close()
    tab.until("document.querySelector('article')?.dataset.step == 'welcome'")
    tab.until("window.openedAt")
    tab.set_state("frozen")
    stage.go_to("r1-check-in.answer", awake)
    assert tab.evaluate(
        "[hasFrozen, document.querySelector('article').dataset.step]"
    ) == [
        True,
        "welcome",
    ]
    tab.set_state("active")
    tab.until("document.querySelector('article').dataset.step == 'r1-check-in.answer'")
    assert tab.evaluate("document.visibilityState") == "hidden"
    assert 0 <= tab.evaluate("openedAt - wokenAt") < AT_ONCE
