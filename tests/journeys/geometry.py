"""What the browser measures of a page: texts that are cut, stick out of their boxes or lie over
each other."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

_MEASURED = """wall => {
  const SLACK = 2, LEAST = 26, found = [], texts = [];
  const root = document.documentElement, W = root.clientWidth, H = root.clientHeight;
  const quote = node => `«${node.data.trim().replace(/\\s+/g, " ").slice(0, 50)}»`;
  if (root.scrollWidth > W) found.push(`the page is ${root.scrollWidth} wide in a window of ${W}`);
  if (wall && root.scrollHeight > H)
    found.push(`the page is ${root.scrollHeight} high on a wall of ${H}`);
  const says = (node, what, by) => found.push(`${quote(node)} ${what} by ${Math.round(by)} px`);
  const shows = one => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  // A box holds its text: sideways to the pixel, up and down but for what a font reaches past
  // its line.
  const out = (text, box) => {
    const past = text.height * 0.22;
    return Math.max(box.left - text.left, text.right - box.right,
      box.top - text.top - past, text.bottom - box.bottom - past);
  };
  function held(node, inside, text) {
    for (let one = inside; one && one !== document.body; one = one.parentElement) {
      const style = getComputedStyle(one), small = one.clientWidth <= 1 && one.clientHeight <= 1;
      if (small && style.position === "absolute" && style.overflowX === "hidden") return false;
    }  // For screen readers alone.
    let flows = true;
    for (let one = inside; one && one !== document.body; one = one.parentElement) {
      const style = getComputedStyle(one), box = one.getBoundingClientRect();
      if (/auto|scroll/.test(style.overflowY)
        && (text.bottom > box.bottom || text.top < box.top)) return false;
      const cuts = style.overflowX !== "visible" || style.overflowY !== "visible";
      const boxed = flows && style.display !== "inline" && style.display !== "contents";
      const by = out(text, box);
      if ((cuts || boxed) && by > SLACK) {
        says(node, `${cuts ? "is cut by" : "sticks out of"} ${one.tagName}.${one.className}`, by);
        break;
      }
      if (style.position === "fixed" || style.position === "sticky") { if (!wall) return false; }
      if (style.position === "absolute" || style.position === "fixed") flows = false;
    }
    return true;
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest("script, style, noscript, title, desc, option")
      || !shows(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const svg = parent.closest("svg");
    const size = parseFloat(getComputedStyle(parent).fontSize)
      * (svg ? parent.getScreenCTM().a : 1) * 1080 / H;
    if (wall && size < LEAST)
      found.push(`${quote(node)} is written in ${Math.round(size)} of 1080`);
    for (const text of range.getClientRects()) {
      if (text.width < 1) continue;
      if (svg) {
        const by = out(text, svg.getBoundingClientRect());
        if (by > SLACK) says(node, "sticks out of its drawing", by);
      }
      if (!held(node, svg ?? parent, text)) continue;
      const beside = Math.max(-text.left, text.right - W,
        wall ? Math.max(-text.top, text.bottom - H) : 0);
      if (beside > SLACK) says(node, "sticks out of the window", beside);
      texts.push([node, text]);
    }
  }

  // No text lies over another: what a font reaches above and below its letters does not count.
  for (const [at, [node, one]] of texts.entries()) {
    for (const [other, two] of texts.slice(at + 1)) {
      if (other === node) continue;
      const wide = Math.min(one.right, two.right) - Math.max(one.left, two.left);
      const high = Math.min(one.bottom - one.height / 4, two.bottom - two.height / 4)
        - Math.max(one.top + one.height / 4, two.top + two.height / 4);
      if (wide > SLACK && high > 1) says(node, `lies over ${quote(other)}`, wide);
    }
  }
  const shape = [...document.body.querySelectorAll("*")].filter(one => one.checkVisibility())
    .map(one => `${one.tagName}.${[...one.classList].sort().join(".")}`
      + `[${one.getAttribute("role") ?? ""}]`);
  return [found, [...new Set(shape)].sort().join(" ")];
}"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page looks like."""

    wrong: list[str]
    """Each text that cannot be read where it stands, in words."""
    shape: str
    """What the page is made of, without its words: pages of one shape have the same barriers, or
    none."""


def seen(page: Page, *, wall: bool = False) -> Seen:
    """The page as it stands; a `wall` shows all at once, without scrolling, to the back row."""
    return Seen(*page.evaluate(_MEASURED, wall))
