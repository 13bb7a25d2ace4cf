// What the projector and the console share: a picture's parts and numbers, the clock, and text that must fit the stage.

import { all, seek } from "./hooks";
import type { Picture, PictureData } from "./live";
import { settle, swap } from "./swap";

let ends: number | null = null;

/** Put a whole picture into the page. Says which parts changed. */
export function show(picture: Picture): Set<string> {
  const changed = new Set<string>();
  wind(picture.data);
  for (const [name, html] of Object.entries(picture.html)) {
    const part = document.querySelector(`[data-part="${name}"]`);
    if (!part || alike(part, html, picture.data)) continue;
    if (swap(part, html)) changed.add(name);
  }
  fill(document, picture.data);
  if (changed.size) fit();
  return changed;
}

/** Begin with the picture that the page arrived with. */
export function begin(): PictureData {
  const ticks = JSON.parse(document.body.dataset["ticks"] ?? "{}") as PictureData;
  wind(ticks);
  fill(document, ticks);
  fit();
  void document.fonts?.ready.then(fit);
  addEventListener("resize", fit);
  setInterval(() => turn(document), 250);
  return ticks;
}

/** The page arrives with its picture drawn: the first one from the server must not draw the same stage again. */
const seen = new WeakSet<Element>();
function alike(part: Element, html: string, ticks: PictureData): boolean {
  if (seen.has(part)) return false;
  seen.add(part);
  const parsed = new DOMParser().parseFromString(`<div>${html}</div>`, "text/html").body.firstElementChild as Element;
  fill(parsed, ticks);
  fill(part, ticks);
  const now = Array.from(part.childNodes, text).join("");
  if (now !== Array.from(parsed.childNodes, text).join("")) return false;
  settle(part, html);
  return true;
}

function text(node: Node): string {
  if (!(node instanceof Element)) return node.textContent?.trim() ?? "";
  const copy = node.cloneNode(true) as Element;
  for (const body of all("step", copy)) body.removeAttribute("data-step");
  return copy.outerHTML;
}

/** Write the numbers that tick into the parts. */
function fill(root: ParentNode, ticks: PictureData): void {
  for (const place of all("count", root)) {
    write(place, String(ticks[place.dataset["count"] as keyof PictureData] ?? ""));
  }
  for (const bar of all("progress", root) as HTMLProgressElement[]) {
    bar.max = Math.max(1, ticks.joined ?? 0);
    bar.value = ticks.answered ?? 0;
  }
  turn(root);
}

function wind(ticks: PictureData): void {
  ends = typeof ticks.left === "number" ? performance.now() + ticks.left * 1000 : null;
}

function turn(root: ParentNode): void {
  if (ends === null) return;
  const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
  parts(root, left);
  for (const clock of all("clock", root)) {
    const planned = Number(clock.dataset["clock"]) || 1;
    clock.classList.toggle("over", left === 0);
    for (const digits of all("left", clock)) {
      write(digits, `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`);
    }
    for (const ring of all("ring", clock)) {
      ring.setAttribute("stroke-dasharray", `${Math.round((100 * Math.min(left, planned)) / planned)} 100`);
    }
  }
}

/** Mark the part of a talk that is now. Whoever listens hears when one has just ended, and when the time is up. */
function parts(root: ParentNode, left: number): void {
  const spans = all("part-end", root);
  const now = spans.findIndex((span) => left > Number(span.dataset["partEnd"]));
  spans.forEach((span, at) => {
    span.classList.toggle("now", at === (now < 0 ? spans.length - 1 : now));
    span.classList.toggle("past", now >= 0 && at < now);
  });
  if (root !== document || !root.querySelector(".is-talk")) return;
  const at = left === 0 ? "over" : String(now);
  // Only a clock that has just ticked gives a signal, not one that was wound, or that a sleeping machine woke up to.
  const ticked = heard !== null && heard.left > left && heard.left - left < 3;
  if (ticked && heard!.at !== at) for (const listener of signals) listener();
  heard = { left, at };
}

let heard: { left: number; at: string } | null = null;
const signals: (() => void)[] = [];

/** Have `listener` called when a part of a talk ends. */
export function onSignal(listener: () => void): void {
  signals.push(listener);
}

/** Step a long text down until it fits its place on the stage: smaller, then closer, then without its last options. */
function fit(): void {
  for (const body of all("fit")) {
    body.removeAttribute("data-step");
    const options = unfold(body);
    for (let step = 1; step <= 5 && spills(body); step += 1) body.setAttribute("data-step", String(step));
    fold(body, options);
    if (spills(body)) body.setAttribute("data-step", "6");
  }
}

/** The last list of options on the stage, with all of them shown. */
function unfold(body: HTMLElement): HTMLElement[] {
  const section = body.querySelector(".posed:last-child");
  const options = Array.from(section?.querySelectorAll<HTMLElement>(".options li") ?? []);
  for (const option of options) option.hidden = false;
  const more = section && seek("more", section);
  if (more) more.hidden = true;
  return options;
}

/** Where even the smallest type does not fit, leave out the last options, and say how many. */
function fold(body: HTMLElement, options: HTMLElement[]): void {
  const more = body.querySelector<HTMLElement>(".posed:last-child [data-more]");
  for (let left = 1; more && spills(body) && left < options.length; left += 1) {
    options[options.length - left]!.hidden = true;
    more.hidden = false;
    write(more, more.dataset["more"]!.replace("{n}", String(left)));
  }
}

/**
 * Whether at least part of a line is cut. Descenders and rounding reach a little way out without being cut: as far on the
 * console's small copy as on the wall, so that both step alike.
 */
function spills(body: HTMLElement): boolean {
  const reach = parseFloat(getComputedStyle(body).fontSize) / 12;
  return body.scrollHeight > body.clientHeight * 1.01 + reach;
}

function write(element: Element, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}
