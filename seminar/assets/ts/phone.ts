// A participant's phone: shows the room's picture, keeps what is typed, and sends it until it is saved.

import { Desk, type Draft, type Form } from "./draft";
import { count, fault, fill, mark, mend, press, spoken, step as stepAmount, values } from "./fields";
import { isHere, main, now } from "./here";
import { around, carries, find, seek } from "./hooks";
import { Live, type Picture } from "./live";
import { complain as notice, type Place } from "./notice";
import { keep, recall } from "./own";
import { Pace } from "./pace";
import { exclude, move, settle as settleParts } from "./parts";
import { Post } from "./post";
import { say } from "./say";
import { begin, isPutAway, maySend, next, standing, type Asked, type PhoneEvent, type PhoneState } from "./state";
import { element, put, settle, swap } from "./swap";
import { drop, held } from "./wallet";

/** What the server has from this phone at this step, as it answers `mine`. */
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
const bar = find("actions");
const wrong = find("wrong");
const status = find("status");
const aloud = find("aloud");

const desk = new Desk(room);
const pace = new Pace(main, bar);

/** Where this phone stands. Changed by `pass` alone. */
let state: PhoneState = begin(document.body.dataset["saved"] === "yes");

/** Pass an event on to the state, and show what follows from it. */
function pass(event: PhoneEvent): void {
  state = next(state, event);
  draw();
}

/** Show the state on the page. */
function draw(): void {
  const shown = main.querySelector<HTMLElement>(".now")!;
  const isDone = state.phase === "done";
  const done = seek("done", main);
  if (done) done.hidden = !isDone;
  find("questions", main).hidden = isPutAway(state);
  shown.classList.toggle("resting", isDone);
  bar.hidden = state.phase !== "answering";
  if (state.phase === "closed") showUnsent();
  if (state.phase !== "counted") return;
  shown.dataset["state"] = "counted";
  shown.classList.replace("answer", "counted");
  const counted = seek("counted", main);
  if (counted) counted.hidden = false;
}

// --- what the room is at --------------------------------------------------------------------------------------------

/** What this phone has for this step and the server does not. */
function unsent(): Draft | null {
  return [desk.draft, desk.letter].find(isHere) ?? null;
}

/** Make the page that has just been drawn live: drafts, pace, buttons. `forSome` while the form may be for others. */
function enter(same: boolean, forSome: boolean): void {
  const { state: at } = now();
  restore();
  if (at === "ended") desk.clear();
  pass({ type: "page", state: at, asked: asked(), same, held: forSome, unsent: unsent() !== null });
  handIn();
  tell();
}

function asked(): Asked {
  if (now().state !== "answer") return "nothing";
  return seek("tap", main) ? "taps" : "fields";
}

/** Bring back what was typed on this phone, and begin at the first field that is empty. */
function restore(): void {
  recall(desk, main);
  if (now().state !== "answer") return;
  const kept = unsent();
  if (kept) fill(main, kept.form);
  else settleParts(main);
  pace.begin();
}

/** A card from an earlier room that this phone keeps: say that it is here, and hand it in when the answers are closed. */
function handIn(): void {
  const sealed = held();
  const bring = seek("bring", main);
  if (bring) bring.hidden = !sealed;
  const told = seek("handed", main);
  if (!told || !sealed) return;
  live
    .ask<{ ok: boolean; code?: string; why?: string }>("card", { card: sealed }, PATIENCE)
    .then((ack) => {
      told.textContent = ack.ok ? say("counted") : (ack.why ?? "");
      told.parentElement!.querySelector("a")!.hidden = ack.ok;
      if (ack.ok) drop();
      else if (ack.code === "unavailable") setTimeout(handIn, PATIENCE);
    })
    .catch(() => undefined); // the line is down: when it is back, the picture comes, and with it the next try
}

/** The answers closed before these words were sent: they stay here, and it is said. */
function showUnsent(): void {
  const list = find("unsent", main);
  const texts = unsent()?.said ?? [];
  list.hidden = texts.length === 0;
  put(list.querySelector("ul")!, ...texts.map((text) => element("li", text)));
  find("kept-answer", main).hidden = !state.saved;
}

// --- words ------------------------------------------------------------------------------------------------------------

/** The one sentence about where the answer is. Said again only when it changes. */
function tell(words = whereItStands()): void {
  if (status.textContent !== words) status.textContent = words;
  status.classList.toggle("well", words === say("saved"));
  status.classList.toggle("away", state.line === "lost" || state.line === "refused");
}

function whereItStands(): string {
  if (state.line === "refused") return status.textContent ?? "";
  const sentence = standing(state, { letter: isHere(desk.letter), draft: isHere(desk.draft), tries: post.tries });
  return sentence && say(sentence);
}

function complain(words: string, places: Place[] = []): void {
  notice(wrong, words, places, (field) => pace.to(field));
}

// --- sending ----------------------------------------------------------------------------------------------------------

function submit(): void {
  const faults = pace.all.map(fault).filter((wrong) => wrong !== null);
  pace.all.forEach((field) => mark(field, faults.find((wrong) => wrong.field === field)?.words));
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
  if (state.phase !== "tapping") return;
  const { step, round } = now();
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
      const own = seek("mine", main);
      if (own && mine.own !== undefined) swap(own, mine.own, false);
      const seat = seek("seat", main);
      if (seat && mine.seat !== undefined) swap(seat, mine.seat, true);
      take(mine, mine.form, elsewhere || !state.saved);
      tell();
    })
    .catch(() => {
      pass({ type: "unknown", unsent: unsent() !== null });
      tell();
    });
}

/** Take over what the server has, where this page does not know it and nothing newer has been typed. */
function take(mine: Mine, form: Form, news: boolean): void {
  const isMine = mine.asked !== false;
  const counted = mine.counted === true;
  const filled = Object.keys(form).length > 0;
  const typed = unsent() !== null;
  if (isMine && !counted && now().state === "answer" && news && !typed) {
    fill(main, form);
    pace.begin();
  }
  pass({ type: "fetched", isMine, counted, filled, news, unsent: typed });
}

// --- the line ---------------------------------------------------------------------------------------------------------

/** How many have joined. It stands outside what is swapped, so that nobody's form is drawn anew because somebody came. */
function joined(count: number): void {
  find("joining").hidden = count === 0;
  find("joined").textContent = String(count);
}

function show(picture: Picture): void {
  joined(picture.data.joined ?? 0);
  const html = picture.html["main"] ?? "";
  const before = now();
  if (String(picture.v) === version && !main.dataset["live"]) settle(main, html);
  main.dataset["live"] = "yes";
  const focused = main.contains(document.activeElement);
  let anew = false; // the question is the same, but what can be answered is not: what was saved must be fetched again
  if (swap(main, html, false)) {
    const same = isHere(before);
    complain("");
    enter(same, Boolean(picture.data.late || picture.data.some) || isHeld());
    anew = state.saved && now().state === "answer";
    if (!same || now().state !== before.state) arrive(focused);
  }
  if (picture.data.again || anew) fetchSaved(anew);
}

/** Whether the page came with its form put away: it is for others, as far as the server knew. */
function isHeld(): boolean {
  return find("questions", main).hasAttribute("hidden");
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
  line(line, words) {
    pass({ type: "line", line });
    if (line === "refused") tell(words);
    else tell();
    if (line === "open") post.send();
  },
  blocked: goPlain,
});

const post = new Post(desk, live, {
  moved: () => tell(),
  saved(letter) {
    if (!isHere(letter)) return tell();
    pass({ type: "committed", unsent: isHere(desk.draft) });
    tell();
    if (state.phase === "done") find("done", main).querySelector("h2")?.focus({ preventScroll: true });
  },
  returned(letter, why) {
    draw();
    if (isHere(letter) && now().state === "answer") complain(why);
    tell(isHere(letter) ? whereItStands() : why);
  },
});

/** Go on as a page without scripts: Send sends the form itself, and what was on its way goes so at once. */
function goPlain(): void {
  const { letter } = desk;
  live.stop();
  if (letter) desk.returned(letter);
  if (state.saved && !letter) desk.clear();
  restore();
  pass({ type: "plain", unsent: unsent() !== null });
  tell();
  if (now().state === "answer" && isHere(letter)) return form.submit();
  setInterval(() => maySend(state) || location.reload(), AGAIN);
}

// --- hands ------------------------------------------------------------------------------------------------------------

form.addEventListener("submit", (event) => {
  if (event.submitter?.hasAttribute("formaction")) return; // A seat is given by the page, with or without this script.
  if (state.line === "plain" && pace.isLast) return;
  event.preventDefault();
  if (!maySend(state)) return;
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
  if (carries("tap", pressed) && state.line !== "plain") {
    event.preventDefault();
    tap(pressed as HTMLButtonElement);
  }
  if (pressed.dataset["go"] === "on") onward();
  if (pressed.dataset["go"] === "back") pace.back();
  if (pressed.dataset["step"]) stepAmount(pressed);
  if (pressed.dataset["move"]) aloud.textContent = move(pressed);
  if (carries("edit", pressed)) {
    pass({ type: "reopened" });
    pace.go(0);
  }
  if (carries("leave", pressed)) {
    drop();
    handIn();
  }
  if (carries("forget", pressed)) {
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
  const { state: at, step, round } = now();
  if (at !== "answer") return;
  const field = around("field", box);
  if (field) mend(field);
  desk.type(step, round, values(main), spoken(main));
  live.tend();
  tell();
});

desk.watch(() => {
  if (now().state !== "answer") return;
  if (isHere(desk.draft)) {
    fill(main, desk.draft!.form);
    pass({ type: "reopened" });
    tell();
  } else if (!desk.letter) fetchSaved(true);
});

document.documentElement.classList.add("live");
enter(true, isHeld());
