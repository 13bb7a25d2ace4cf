// The console: sends keys as commands with the version that was seen, and says in words what came of it.

import { Live } from "./live";
import { begin, show } from "./room";
import { say } from "./say";

interface Ack {
  ok: boolean;
  why?: string;
  code?: string;
}

const PATIENCE = 6000;
const ALWAYS: Record<string, string> = { " ": "next", PageDown: "next", ArrowRight: "next", PageUp: "back", ArrowLeft: "back" };
const LETTERS: Record<string, string> = {
  c: "close",
  r: "reveal",
  a: "again",
  b: "blank",
  ".": "blank",
  q: "join",
  t: "more",
  p: "turn",
  u: "undo",
  "?": "help",
};

const find = <One extends HTMLElement>(selector: string): One => document.querySelector<One>(selector) as One;
const form = find<HTMLFormElement>("#drive");
const said = find("[data-said]");
const help = find<HTMLDetailsElement>("#help");
let version = Number(find<HTMLInputElement>("input[name=v]").value);

// --- the line ---

const live = new Live(
  { room: document.body.dataset["room"] ?? "", as: "host", lang: document.documentElement.lang },
  {
    picture: (picture) => {
      version = picture.v;
      const changed = show(picture);
      if (changed.has("notes")) find(".right").scrollTop = 0;
      if (picture.data["used"] !== null && started === null) find<HTMLDetailsElement>("#address").open = false;
      lamp("[data-store]", document.querySelector("[data-trouble]") === null);
      plan(picture.data);
    },
    line: (state, words) => {
      lamp("[data-net]", state === "open");
      if (state !== "open") tell(words || say("away"));
      else if (said.textContent === say("away")) tell("");
    },
  },
);

async function drive(command: string, more: Record<string, unknown> = {}): Promise<void> {
  if (!live.open) return tell(say("away"));
  try {
    const ack = await live.ask<Ack>("drive", { command, v: version, ...more }, PATIENCE);
    tell(ack.ok ? "" : (ack.why ?? ""));
    lamp("[data-store]", ack.code !== "unavailable");
  } catch {
    tell(say("unsure"));
  }
}

function tell(words: string): void {
  said.textContent = words;
}

function lamp(which: string, good: boolean): void {
  find(which).classList.toggle("bad", !good);
}

/** The texts whose box is ticked. */
function ticked(): string[] {
  const boxes = document.querySelectorAll<HTMLInputElement>("[data-part=pending] input:checked");
  return Array.from(boxes, (one) => one.value.split(" ")).reduce((all, more) => all.concat(more), []);
}

// --- the keys ---

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  if (!(button instanceof HTMLButtonElement)) return;
  const [command = "", ...items] = button.value.split(" ");
  const about = "ticked" in button.dataset ? ticked() : items;
  void drive(command, about.length || "ticked" in button.dataset ? { items: about } : {});
});

// How many people there are is typed, and has a form of its own: in the other, Enter would press a key that is far away.
const people = find<HTMLFormElement>("[data-people]");
people.addEventListener("submit", (event) => {
  event.preventDefault();
  void drive("expect", { items: [people.querySelector<HTMLInputElement>("[name=people]")!.value.trim()] });
});

// A key pressed with the mouse must not keep the focus: the next press of space would press it again.
find(".keys").addEventListener("click", (event) => {
  if (event.detail > 0) (document.activeElement as HTMLElement | null)?.blur();
});

addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  if (event.repeat || event.altKey || event.metaKey || target.closest("input:not([type=radio],[type=checkbox]), textarea, select")) return;
  if (event.ctrlKey) return event.key.toLowerCase() === "z" ? press(event, "undo") : undefined;
  if ((event.key === " " || event.key === "Enter") && target.closest("button, summary, a, input")) return;
  const command = ALWAYS[event.key] ?? (letters() ? LETTERS[event.key.toLowerCase()] : undefined);
  if (command) press(event, command);
});

function press(event: KeyboardEvent, command: string): void {
  event.preventDefault();
  if (command === "help") return toggleHelp();
  void drive(command);
}

function toggleHelp(): void {
  help.open = !help.open;
}
for (const one of document.querySelectorAll<HTMLDetailsElement>(".right details")) {
  one.addEventListener("toggle", () => one.open && one.scrollIntoView({ block: "nearest" }));
}
find("[data-help]").addEventListener("click", (event) => {
  event.preventDefault();
  toggleHelp();
});

// --- letters can be switched off, for whoever speaks to the machine or rests a hand on the keys ---

const letterSwitch = find("[data-letters]");
const box = letterSwitch.querySelector("input") as HTMLInputElement;
letterSwitch.hidden = false;
box.checked = localStorage.getItem("raus-letters") !== "off";
box.addEventListener("change", () => localStorage.setItem("raus-letters", box.checked ? "on" : "off"));
function letters(): boolean {
  return box.checked;
}

// --- plan and clock ---

let started: number | null = null;
let due = 0;
let planned = 0;
let total = 0;

function plan(ticks: Record<string, unknown>): void {
  const used = ticks["used"];
  due = Number(ticks["due"] ?? 0);
  planned = Number(ticks["planned"] ?? 0);
  total = Number(ticks["total"] ?? 0);
  started = typeof used === "number" ? performance.now() - used * 60000 : null;
  beat();
}

function beat(): void {
  const now = new Date();
  find("[data-now]").textContent = now.toTimeString().slice(0, "HH:MM".length);
  if (started === null) return;
  const used = (performance.now() - started) / 60000;
  find("[data-used]").textContent = say("used", { used: Math.floor(used) });
  document.querySelector("[data-hand]")?.setAttribute("x", String(Math.min(used, total)));
  mark("late", used - planned);
  mark("early", due - used);
}

function mark(which: string, minutes: number): void {
  const element = find(`[data-${which}]`);
  const n = Math.max(0, Math.floor(minutes));
  element.hidden = n === 0;
  element.textContent = say(which, { n });
}

plan(begin());
setInterval(beat, 5000);
