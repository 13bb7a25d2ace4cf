// A participant's phone: shows the room's picture, keeps what is typed, and sends it until it is saved.

import { Desk, type Form, type Letter } from "./draft";
import { count, fault, fill, mark, step as stepAmount, values } from "./fields";
import { Live, type Picture } from "./live";
import { keep, recall } from "./own";
import { Pace } from "./pace";
import { say } from "./say";
import { element, put, settle, swap } from "./swap";

interface Ack {
  ok: boolean;
  op?: string;
  why?: string;
  code?: "stale" | "refused" | "unavailable" | "invalid" | "gone";
}

interface Mine {
  step?: string;
  round?: number;
  form?: Form;
}

const PATIENCE = 5000; // ms to wait for an acknowledgement
const BACK_OFF = [1000, 2000, 4000, 8000]; // ms between attempts, the last one repeated

const { room, lang, version } = document.body.dataset as { room: string; lang: string; version: string };
const form = document.querySelector<HTMLFormElement>("form.room")!;
const main = document.querySelector<HTMLElement>("[data-part=main]")!;
const bar = document.querySelector<HTMLElement>("[data-actions]")!;
const wrong = document.querySelector<HTMLElement>("[data-wrong]")!;
const status = document.querySelector<HTMLElement>("[data-status]")!;
const aloud = document.querySelector<HTMLElement>("[data-aloud]")!;

const desk = new Desk(room);
const pace = new Pace(main, bar);

let line: "open" | "lost" | "refused" = "open";
let saved = document.body.dataset["saved"] === "yes";
let resting = false; // the answer is in, and its form is put away
let tries = 0;
let retry = 0;

// --- what the room is at --------------------------------------------------------------------------------------------

function now(): { state: string; step: string; round: number } {
  const { state, step, round } = main.querySelector<HTMLElement>(".now")!.dataset as Record<string, string>;
  return { state: state!, step: step!, round: Number(round) };
}

function isHere(kept: { step: string; round: number } | null): boolean {
  return kept !== null && kept.step === now().step && kept.round === now().round;
}

/** Make the page that has just been drawn live: drafts, pace, buttons. */
function enter(): void {
  const { state } = now();
  recall(desk, main);
  if (state === "answer") {
    const kept = isHere(desk.draft) ? desk.draft : isHere(desk.letter) ? desk.letter : null;
    if (kept) fill(main, kept.form);
    pace.begin();
    rest(saved && !kept);
  } else {
    bar.hidden = true;
    if (state === "closed") leftOver();
    if (state === "ended") desk.clear();
  }
  tell();
}

/** Put the form away when the answer is in, or take it out again. */
function rest(yes: boolean): void {
  resting = yes;
  main.querySelector<HTMLElement>("[data-done]")!.hidden = !yes;
  main.querySelector<HTMLElement>("[data-questions]")!.hidden = yes;
  bar.hidden = yes;
}

/** The answers closed before these words were sent: they stay here, and it is said. */
function leftOver(): void {
  const kept = isHere(desk.draft) ? desk.draft : isHere(desk.letter) ? desk.letter : null;
  const list = main.querySelector<HTMLElement>("[data-unsent]")!;
  const texts = kept ? Object.keys(kept.form).map((name) => kept.form[name]!) : [];
  list.hidden = texts.length === 0;
  put(list.querySelector("ul")!, ...texts.map((text) => element("li", text)));
  main.querySelector<HTMLElement>("[data-kept-answer]")!.hidden = !saved;
}

// --- words ------------------------------------------------------------------------------------------------------------

/** The one sentence about where the answer is. Said again only when it changes. */
function tell(words = standing()): void {
  if (status.textContent !== words) status.textContent = words;
  status.classList.toggle("well", saved && !desk.letter && !desk.draft);
  status.classList.toggle("away", line !== "open");
}

function standing(): string {
  if (line === "refused") return status.textContent ?? "";
  const answering = now().state === "answer";
  if (isHere(desk.letter) && answering) return say(line === "lost" ? "offline" : tries ? "unsaved" : "sending");
  if (line === "lost") return say("lost");
  if (!answering) return "";
  if (saved && isHere(desk.draft)) return say("changed");
  return saved ? say("saved") : "";
}

/** Say what must be mended, with a way to each place, and bring the reader there. */
function complain(words: string, places: { field: HTMLElement; words: string }[] = []): void {
  const list = element("ul");
  for (const place of places) {
    const link = element("a", place.words);
    link.setAttribute("href", `#${place.field.id}`);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      pace.to(place.field);
      place.field.querySelector<HTMLElement>("input, textarea")?.focus();
    });
    list.appendChild(element("li")).appendChild(link);
  }
  put(wrong, element("p", words), ...(places.length ? [list] : []));
  wrong.hidden = !words;
  if (words) {
    scrollTo(0, 0);
    wrong.focus({ preventScroll: true });
  }
}

// --- sending ----------------------------------------------------------------------------------------------------------

function submit(): void {
  const faults = pace.all.map(fault).filter((one) => one !== null);
  pace.all.forEach((field) => mark(field, faults.find((one) => one.field === field)?.words ?? ""));
  const content = values(main);
  if (faults[0]) {
    pace.to(faults[0].field);
    return complain(say("mend"), faults);
  }
  if (Object.keys(content).length === 0) return complain(say("empty"));
  complain("");
  const { step, round } = now();
  tries = 0;
  post(desk.seal(step, round, content));
}

function post(letter: Letter): void {
  clearTimeout(retry);
  tell();
  const { op, seq, step, round, form: content } = letter;
  live
    .ask<Ack>("answer", { op, seq, step, round, form: content }, PATIENCE)
    .then((ack) => answered(letter, ack))
    .catch(() => again());
}

function again(): void {
  const wait = BACK_OFF[Math.min(tries, BACK_OFF.length - 1)]!;
  tries += 1;
  tell();
  clearTimeout(retry);
  retry = window.setTimeout(() => desk.letter && live.open && post(desk.letter), wait);
}

function answered(letter: Letter, ack: Ack): void {
  if (desk.letter?.op !== letter.op) return;
  if (ack.code === "unavailable") return again();
  if (ack.ok) {
    desk.sent(letter.op);
    if (isHere(letter)) saved = true;
    if (isHere(letter) && !desk.draft) rest(true);
    tell();
    if (resting) main.querySelector<HTMLElement>("[data-done] h2")?.focus({ preventScroll: true });
    return;
  }
  desk.returned(letter);
  if (now().state === "closed") leftOver();
  tell();
  if (isHere(letter) && now().state === "answer") complain(ack.why ?? "");
}

/** What the server has from this phone at this step; half-typed words are left alone. */
function fetchSaved(): void {
  live
    .ask<Mine>("mine", undefined, PATIENCE)
    .then((mine) => {
      if (!isHere({ step: mine.step ?? "", round: mine.round ?? 0 }) || !mine.form) return;
      saved = Object.keys(mine.form).length > 0;
      if (now().state === "answer" && !isHere(desk.draft) && !isHere(desk.letter)) {
        fill(main, mine.form);
        pace.begin();
        rest(saved);
      } else if (now().state === "closed") leftOver();
      tell();
    })
    .catch(() => tell());
}

// --- the line ---------------------------------------------------------------------------------------------------------

function show(picture: Picture): void {
  const html = picture.html["main"] ?? "";
  const before = now();
  if (String(picture.v) === version && !main.dataset["live"]) settle(main, html);
  main.dataset["live"] = "yes";
  const focused = main.contains(document.activeElement);
  if (swap(main, html, false)) {
    const same = isHere(before);
    saved = same && saved;
    complain("");
    enter();
    if (!same || now().state !== before.state) arrive(focused);
  }
  if (picture.data["again"]) fetchSaved();
}

/** The room moved on: begin at the top, and say what came. */
function arrive(focused: boolean): void {
  const title = main.querySelector<HTMLElement>("h1")!;
  scrollTo(0, 0);
  if (focused) title.focus({ preventScroll: true });
  else aloud.textContent = say("moved", { title: title.textContent ?? "" });
  document.title = `${title.textContent ?? ""} – RAUS`;
}

const live = new Live({ room, as: "phone", lang }, {
  picture: show,
  line(state, words) {
    line = state;
    if (state === "refused") tell(words);
    else if (state === "open" && desk.letter) {
      tries = 0;
      post(desk.letter);
    } else tell();
  },
});

// --- hands ------------------------------------------------------------------------------------------------------------

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (now().state !== "answer" || resting) return;
  if (!pace.isLast) onward();
  else submit();
});

function onward(): void {
  const found = pace.here && fault(pace.here);
  if (pace.here) mark(pace.here, found ? found.words : "");
  if (found) return complain(say("mend"), [found]);
  complain("");
  pace.forward();
}

form.addEventListener("click", (event) => {
  const pressed = (event.target as Element).closest<HTMLElement>("button");
  if (!pressed) return;
  if (pressed.dataset["go"] === "on") onward();
  if (pressed.dataset["go"] === "back") pace.back();
  if (pressed.dataset["step"]) stepAmount(pressed);
  if ("edit" in pressed.dataset) {
    rest(false);
    pace.go(0);
  }
  if ("forget" in pressed.dataset) {
    desk.own = {};
    recall(desk, main);
    tell(say("forgotten"));
  }
});

form.addEventListener("input", (event) => {
  const box = event.target as HTMLInputElement | HTMLTextAreaElement;
  count(box);
  if (box.dataset["stays"]) return keep(desk, box);
  const { state, step, round } = now();
  if (state !== "answer") return;
  desk.type(step, round, values(main));
  tell();
});

desk.watch(() => {
  if (now().state !== "answer") return;
  if (isHere(desk.draft)) {
    fill(main, desk.draft!.form);
    rest(false);
    tell();
  } else if (!desk.letter) fetchSaved();
});

document.documentElement.classList.add("live");
enter();
