// A participant's phone: shows the room's picture, keeps what is typed, and sends it until it is saved.

import { Desk, type Draft, type Form } from "./draft";
import { count, fault, fill, mark, mend, press, spoken, step as stepAmount, values } from "./fields";
import { isHere, main, now } from "./here";
import { Live, type Picture } from "./live";
import { complain as notice, type Place } from "./notice";
import { keep, recall } from "./own";
import { Pace } from "./pace";
import { exclude, move, settle as settleParts } from "./parts";
import { Post } from "./post";
import { say } from "./say";
import { element, put, settle, swap } from "./swap";
import { drop, held } from "./wallet";

interface Mine {
  step?: string;
  round?: number;
  form?: Form;
  own?: string;
  counted?: boolean;
  seat?: string;
  asked?: boolean;
}

const AGAIN = 8000; // ms until a plain page looks whether the room has moved on
const PATIENCE = 5000; // ms to wait for an answer to a question of ours

const { room, lang, version } = document.body.dataset as { room: string; lang: string; version: string };
const form = document.querySelector<HTMLFormElement>("form.room")!;
const bar = document.querySelector<HTMLElement>("[data-actions]")!;
const wrong = document.querySelector<HTMLElement>("[data-wrong]")!;
const status = document.querySelector<HTMLElement>("[data-status]")!;
const aloud = document.querySelector<HTMLElement>("[data-aloud]")!;

const desk = new Desk(room);
const pace = new Pace(main, bar);

let line: "open" | "lost" | "refused" = "open";
let saved = document.body.dataset["saved"] === "yes";
let resting = false; // the answer is in, and its form is put away
let plain = false; // no WebSocket gets through to the server: forms are sent and pages fetched as without scripts
let waiting = false; // the question is open for others too, and it is not known yet whether this phone has answered

// --- what the room is at --------------------------------------------------------------------------------------------

/** What this phone has for this step and the server does not. */
function unsent(): Draft | null {
  return [desk.draft, desk.letter].find(isHere) ?? null;
}

/** Make the page that has just been drawn live: drafts, pace, buttons. */
function enter(): void {
  const { state } = now();
  recall(desk, main);
  if (state === "answer") {
    const kept = unsent();
    if (kept) fill(main, kept.form);
    else settleParts(main);
    pace.begin();
    rest(saved && !kept);
  } else {
    bar.hidden = true;
    if (state === "closed") leftOver();
    if (state === "ended") desk.clear();
  }
  card();
  tell();
}

/** A card from an earlier room that this phone keeps: say that it is here, and hand it in when the answers are closed. */
function card(): void {
  const sealed = held();
  const bring = main.querySelector<HTMLElement>("[data-bring]");
  if (bring) bring.hidden = !sealed;
  const told = main.querySelector<HTMLElement>("[data-handed]");
  if (!told || !sealed) return;
  live
    .ask<{ ok: boolean; code?: string; why?: string }>("card", { card: sealed }, PATIENCE)
    .then((ack) => {
      told.textContent = ack.ok ? say("counted") : (ack.why ?? "");
      told.parentElement!.querySelector("a")!.hidden = ack.ok;
      if (ack.ok) drop();
      else if (ack.code === "unavailable") setTimeout(card, PATIENCE);
    })
    .catch(() => undefined); // the line is down: when it is back, the picture comes, and with it the next try
}

/** Put the form away when the answer is in, or take it out again. Buttons that send themselves stay where they are. */
function rest(yes: boolean): void {
  const tapping = main.querySelector("[data-tap]") !== null;
  resting = yes && !tapping;
  main.querySelector<HTMLElement>("[data-done]")!.hidden = !resting;
  main.querySelector<HTMLElement>("[data-questions]")!.hidden = resting;
  main.querySelector<HTMLElement>(".now")!.classList.toggle("resting", resting);
  bar.hidden = resting || tapping;
}

/** Put the form away until it is known whether it is for this phone. */
function hold(): void {
  waiting = true;
  main.querySelector<HTMLElement>("[data-questions]")!.hidden = true;
  bar.hidden = true;
}

/** The form is for this phone too. */
function offer(): void {
  waiting = false;
  rest(saved && !unsent());
}

/** This phone's answer was counted before, and the form is for the others. */
function stand(): void {
  waiting = false;
  const shown = main.querySelector<HTMLElement>(".now")!;
  shown.dataset["state"] = "counted";
  shown.classList.replace("answer", "counted");
  shown.querySelector<HTMLElement>("[data-counted]")!.hidden = false;
  shown.querySelector<HTMLElement>("[data-questions]")!.hidden = true;
  bar.hidden = true;
  tell();
}

/** The answers closed before these words were sent: they stay here, and it is said. */
function leftOver(): void {
  const list = main.querySelector<HTMLElement>("[data-unsent]")!;
  const texts = unsent()?.said ?? [];
  list.hidden = texts.length === 0;
  put(list.querySelector("ul")!, ...texts.map((text) => element("li", text)));
  main.querySelector<HTMLElement>("[data-kept-answer]")!.hidden = !saved;
}

// --- words ------------------------------------------------------------------------------------------------------------

/** The one sentence about where the answer is. Said again only when it changes. */
function tell(words = standing()): void {
  if (status.textContent !== words) status.textContent = words;
  status.classList.toggle("well", words === say("saved"));
  status.classList.toggle("away", line !== "open");
}

function standing(): string {
  if (line === "refused") return status.textContent ?? "";
  const answering = now().state === "answer";
  if (isHere(desk.letter) && answering) return say(line === "lost" ? "offline" : post.tries ? "unsaved" : "sending");
  if (line === "lost") return say("lost");
  if (!answering) return "";
  if (saved && isHere(desk.draft)) return say("changed");
  return saved ? say("saved") : "";
}

function complain(words: string, places: Place[] = []): void {
  notice(wrong, words, places, (field) => pace.to(field));
}

// --- sending ----------------------------------------------------------------------------------------------------------

function submit(): void {
  const faults = pace.all.map(fault).filter((one) => one !== null);
  pace.all.forEach((field) => mark(field, faults.find((one) => one.field === field)?.words));
  const content = values(main);
  if (faults[0]) {
    pace.to(faults[0].field);
    return complain(say("mend"), faults);
  }
  if (Object.keys(content).length === 0) return complain(say("empty"));
  complain("");
  const { step, round } = now();
  desk.seal(step, round, content, spoken(main));
  post.send();
}

/** One tap is an answer: it is sent as it is, and another takes its place. */
function tap(button: HTMLButtonElement): void {
  const { state, step, round } = now();
  if (state !== "answer") return;
  press(button);
  complain("");
  desk.seal(step, round, values(main), spoken(main));
  post.send();
}

/** Ask what the server has from this phone at this step. What is being typed is left alone, unless another tab sent it. */
function fetchSaved(elsewhere = false): void {
  live
    .ask<Mine>("mine", undefined, PATIENCE)
    .then((mine) => {
      if (!isHere({ step: mine.step ?? "", round: mine.round ?? 0 }) || !mine.form) return;
      const own = main.querySelector("[data-mine]");
      if (own && mine.own !== undefined) swap(own, mine.own, false);
      const seat = main.querySelector("[data-seat]");
      if (seat && mine.seat !== undefined) swap(seat, mine.seat, true);
      if (mine.counted) return stand();
      if (mine.asked === false) return;
      if (waiting) offer();
      const isNews = elsewhere || !saved;
      saved = Object.keys(mine.form).length > 0;
      if (now().state === "answer" && isNews && !unsent()) {
        fill(main, mine.form);
        pace.begin();
        rest(saved);
      }
      if (now().state === "closed") leftOver();
      tell();
    })
    .catch(() => {
      if (waiting) offer();
      tell();
    });
}

// --- the line ---------------------------------------------------------------------------------------------------------

/** How many have joined. It stands outside what is swapped, so that nobody's form is drawn anew because somebody came. */
function joined(count: number): void {
  document.querySelector<HTMLElement>("[data-joining]")!.hidden = count === 0;
  document.querySelector<HTMLElement>("[data-joined]")!.textContent = String(count);
}

function show(picture: Picture): void {
  joined(Number(picture.data["joined"] ?? 0));
  const html = picture.html["main"] ?? "";
  const before = now();
  if (String(picture.v) === version && !main.dataset["live"]) settle(main, html);
  main.dataset["live"] = "yes";
  const focused = main.contains(document.activeElement);
  let anew = false; // the question is the same, but what can be answered is not: what was saved must be fetched again
  if (swap(main, html, false)) {
    const same = isHere(before);
    saved = same && saved;
    anew = saved && now().state === "answer";
    complain("");
    enter();
    if (picture.data["late"] || picture.data["some"]) hold();
    if (!same || now().state !== before.state) arrive(focused);
  }
  if (picture.data["again"] || anew) fetchSaved(anew);
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
  joined,
  line(state, words) {
    line = state;
    if (state === "refused") tell(words);
    else tell();
    if (state === "open") post.send();
  },
  blocked: goPlain,
});

const post = new Post(desk, live, {
  moved: () => tell(),
  saved(letter) {
    if (!isHere(letter)) return tell();
    saved = true;
    if (now().state === "closed") leftOver();
    if (now().state === "answer") rest(!desk.draft);
    tell();
    if (resting) main.querySelector<HTMLElement>("[data-done] h2")?.focus({ preventScroll: true });
  },
  returned(letter, why) {
    const { state } = now();
    if (state === "closed") leftOver();
    if (isHere(letter) && state === "answer") complain(why);
    tell(isHere(letter) ? standing() : why);
  },
});

/** Go on as a page without scripts: Send sends the form itself, and what was on its way goes so at once. */
function goPlain(): void {
  const { letter } = desk;
  plain = true;
  live.stop();
  line = "open";
  if (letter) desk.returned(letter);
  if (saved && !letter) desk.clear();
  enter();
  if (now().state === "answer" && isHere(letter)) return form.submit();
  setInterval(() => (now().state !== "answer" || resting) && location.reload(), AGAIN);
}

// --- hands ------------------------------------------------------------------------------------------------------------

form.addEventListener("submit", (event) => {
  if (event.submitter?.hasAttribute("formaction")) return; // A seat is given by the page, with or without this script.
  if (plain && pace.isLast) return;
  event.preventDefault();
  if (now().state !== "answer" || resting) return;
  if (!pace.isLast) onward();
  else submit();
});

function onward(): void {
  const found = pace.here && fault(pace.here);
  if (pace.here) mark(pace.here, found?.words);
  if (found) return complain(say("mend"), [found]);
  complain("");
  pace.forward();
}

form.addEventListener("click", (event) => {
  const pressed = (event.target as Element).closest<HTMLElement>("button");
  if (!pressed) return;
  if ("tap" in pressed.dataset && !plain) {
    event.preventDefault();
    tap(pressed as HTMLButtonElement);
  }
  if (pressed.dataset["go"] === "on") onward();
  if (pressed.dataset["go"] === "back") pace.back();
  if (pressed.dataset["step"]) stepAmount(pressed);
  if (pressed.dataset["move"]) aloud.textContent = move(pressed);
  if ("edit" in pressed.dataset) {
    rest(false);
    pace.go(0);
  }
  if ("leave" in pressed.dataset) {
    drop();
    card();
  }
  if ("forget" in pressed.dataset) {
    desk.own = {};
    recall(desk, main);
    tell(say("forgotten"));
  }
});

form.addEventListener("input", (event) => {
  const box = event.target as HTMLInputElement | HTMLTextAreaElement;
  exclude(box);
  settleParts(form);
  count(box);
  if (box.dataset["stays"]) return keep(desk, box);
  const { state, step, round } = now();
  if (state !== "answer") return;
  const field = box.closest<HTMLElement>("[data-field]");
  if (field) mend(field);
  desk.type(step, round, values(main), spoken(main));
  live.tend();
  tell();
});

desk.watch(() => {
  if (now().state !== "answer") return;
  if (isHere(desk.draft)) {
    fill(main, desk.draft!.form);
    rest(false);
    tell();
  } else if (!desk.letter) fetchSaved(true);
});

document.documentElement.classList.add("live");
enter();
