// The console: sends keys as commands with the version that was seen, and says in words what came of it.

import { find, seek } from "./hooks";
import { commandOf, readKeyMap } from "./keys";
import { Live, type PictureData } from "./live";
import { begin, show } from "./room";
import { say } from "./say";

/** What the server answers to a command. */
interface Ack {
  ok: boolean;
  why?: string;
  code?: string;
}

/** A command as it goes over the wire, without the version that is added to each. */
interface Press {
  command: string;
  items?: string[];
}

const PATIENCE = 6000; // ms; the server answers within a tenth of one, or the facilitator has to look
const MINUTE = 60_000; // ms
const BEAT = 5000; // ms; the clock and the plan are read in minutes

const said = find("said");
const help = find("help");
let version = Number(find("seen").value);

// --- the line ---

const live = new Live(
  { room: document.body.dataset["room"] ?? "", as: "host", lang: document.documentElement.lang },
  {
    picture: (picture) => {
      version = picture.v;
      const changed = show(picture);
      tellOnce();
      if (changed.has("notes")) find("private").scrollTop = 0;
      if (picture.data.used !== null && started === null) find("address").open = false;
      lamp(find("store"), seek("trouble") === null);
      plan(picture.data);
    },
    line: (state, words) => {
      lamp(find("net"), state === "open");
      if (state !== "open") tell(words || say("away"));
      else if (said.textContent === say("away")) tell("");
    },
  },
);

async function drive(press: Press): Promise<void> {
  if (!live.open) return tell(say("away"));
  try {
    const ack = await live.ask<Ack>("drive", { ...press, v: version }, PATIENCE);
    tell(ack.ok ? "" : (ack.why ?? ""));
    lamp(find("store"), ack.code !== "unavailable");
  } catch {
    tell(say("unsure"));
  }
}

function tell(words: string): void {
  said.textContent = words;
  tellOnce();
}

/** What the disk has stands there once: a press that it refused says the same, and more. */
function tellOnce(): void {
  const trouble = seek("trouble");
  if (trouble) trouble.hidden = (said.textContent ?? "").includes((trouble.textContent ?? "").trim());
}

function lamp(light: HTMLElement, good: boolean): void {
  light.classList.toggle("bad", !good);
}

/** The ids of the texts whose box is ticked. */
function ticked(): string[] {
  const pending = find("part=pending");
  const boxes = pending.querySelectorAll<HTMLInputElement>("input:checked");
  return Array.from(boxes).reduce<string[]>((ids, box) => ids.concat(box.value.split(" ")), []);
}

// --- the keys ---

find("drive").addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  if (!(button instanceof HTMLButtonElement)) return;
  const [command = "", ...items] = button.value.split(" ");
  if ("ticked" in button.dataset) void drive({ command, items: ticked() });
  else void drive(items.length ? { command, items } : { command });
});

// How many people there are is typed, and has a form of its own: in the other, Enter would press a key that is far away.
const people = find("people");
people.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = people.querySelector("button");
  const field = people.querySelector<HTMLInputElement>("input[type=number]");
  if (button && field) void drive({ command: button.value, items: [field.value.trim()] });
});

// A key pressed with the mouse must not keep the focus: the next press of space would press it again.
find("keyrow").addEventListener("click", (event) => {
  const focused = document.activeElement;
  if (event.detail > 0 && focused instanceof HTMLElement) focused.blur();
});

const keys = readKeyMap();
const TYPED_IN = "input:not([type=radio],[type=checkbox]), textarea, select";
const PRESSED_BY_ITSELF = "button, summary, a, input";

addEventListener("keydown", (event) => {
  const target = event.target;
  if (event.repeat || !(target instanceof Element) || target.closest(TYPED_IN)) return;
  const presses = !event.ctrlKey && (event.key === " " || event.key === "Enter");
  if (presses && target.closest(PRESSED_BY_ITSELF)) return;
  const command = commandOf(event, keys, box.checked);
  if (!command) return;
  event.preventDefault();
  if (command === "help") toggleHelp();
  else void drive({ command });
});

function toggleHelp(): void {
  help.open = !help.open;
}
for (const details of find("private").querySelectorAll("details")) {
  details.addEventListener("toggle", () => details.open && details.scrollIntoView({ block: "nearest" }));
}
find("help-key").addEventListener("click", (event) => {
  event.preventDefault();
  toggleHelp();
});

// --- letters can be switched off, for whoever speaks to the machine or rests a hand on the keys ---

const letters = find("letters");
const box = letters.querySelector("input")!;
letters.hidden = false;
box.checked = localStorage.getItem("raus-letters") !== "off";
box.addEventListener("change", () => localStorage.setItem("raus-letters", box.checked ? "on" : "off"));

// --- plan and clock ---

let started: number | null = null;
let due = 0;
let planned = 0;
let total = 0;

function plan(ticks: PictureData): void {
  due = ticks.due ?? 0;
  planned = ticks.planned ?? 0;
  total = ticks.total ?? 0;
  started = typeof ticks.used === "number" ? performance.now() - ticks.used * MINUTE : null;
  beat();
}

function beat(): void {
  const now = new Date();
  find("now").textContent = now.toTimeString().slice(0, "HH:MM".length);
  if (started === null) return;
  const used = (performance.now() - started) / MINUTE;
  find("used").textContent = say("used", { used: Math.floor(used) });
  seek("hand")?.setAttribute("x", String(Math.min(used, total)));
  mark(find("late"), "late", used - planned);
  mark(find("early"), "early", due - used);
}

function mark(place: HTMLElement, sentence: string, minutes: number): void {
  const n = Math.max(0, Math.floor(minutes));
  place.hidden = n === 0;
  place.textContent = say(sentence, { n });
}

plan(begin());
setInterval(beat, BEAT);
