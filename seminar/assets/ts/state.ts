// The states of a participant's phone, and what leads from one to the next. Pure: no page, no clock, no network.

/** What the phone does with the step that is shown. */
export type Phase =
  | "reading" // nothing is asked: a slide, a talk, a result, the end
  | "waiting" // the form is for some alone, and it is not known yet whether for this phone
  | "excused" // the form is for others
  | "answering" // the form is out
  | "tapping" // as answering, with buttons that send themselves and stay where they are
  | "done" // the answer is in, and its form is put away
  | "counted" // this phone's answer was counted before, and others are let in
  | "closed"; // no more answers are taken

/** How the page reaches the server. `plain`: by whole pages, since no WebSocket gets through. */
export type Line = "open" | "lost" | "refused" | "plain";

/** What can be filled in on the page that is shown. */
export type Asked = "nothing" | "fields" | "taps";

export interface PhoneState {
  readonly phase: Phase;
  readonly line: Line;
  readonly asked: Asked;
  /** The server has an answer of this phone to this step and round. */
  readonly saved: boolean;
}

export type PhoneEvent =
  /** A page was drawn: `state` as the server names it, `same` step and round as before, `held` until `mine` has said more. */
  | { type: "page"; state: string; asked: Asked; same: boolean; held: boolean; unsent: boolean }
  | { type: "line"; line: "open" | "lost" | "refused" }
  /** The WebSocket was given up. */
  | { type: "plain"; unsent: boolean }
  /** The server has committed the answer; `unsent` if something newer has been typed since. */
  | { type: "committed"; unsent: boolean }
  /** What the server has from this phone; `news` if this page did not know, or another tab may have sent it. */
  | { type: "fetched"; isMine: boolean; filled: boolean; counted: boolean; news: boolean; unsent: boolean }
  /** The server did not say what it has. */
  | { type: "unknown"; unsent: boolean }
  /** The owner takes the form out again, or types in another tab. */
  | { type: "reopened" };

/** The state before the first page is drawn. */
export function begin(saved: boolean): PhoneState {
  return { phase: "reading", line: "open", asked: "nothing", saved };
}

/** The state after `event`. */
export function next(state: PhoneState, event: PhoneEvent): PhoneState {
  switch (event.type) {
    case "page":
      return drawn(state, event);
    case "line":
      return state.line === "plain" ? state : { ...state, line: event.line };
    case "plain":
      return given({ ...state, line: "plain" }, event.unsent);
    case "committed":
      return isOut(state) ? offered({ ...state, saved: true }, event.unsent) : { ...state, saved: true };
    case "fetched":
      return fetched(state, event);
    case "unknown":
      return state.phase === "waiting" ? given(state, event.unsent) : state;
    case "reopened":
      return state.phase === "done" ? { ...state, phase: "answering" } : state;
  }
}

function drawn(state: PhoneState, page: PhoneEvent & { type: "page" }): PhoneState {
  const saved = state.saved && page.same;
  const shown: PhoneState = { ...state, saved, asked: page.asked, phase: "reading" };
  if (page.state === "closed" || page.state === "counted") return { ...shown, phase: page.state };
  return page.held ? { ...shown, phase: "waiting" } : offered(shown, page.unsent);
}

function fetched(state: PhoneState, mine: PhoneEvent & { type: "fetched" }): PhoneState {
  const isHeld = state.phase === "waiting" || state.phase === "excused";
  if (mine.counted) return isHeld || isOut(state) ? { ...state, phase: "counted" } : state;
  if (!mine.isMine) return isHeld ? { ...state, phase: "excused" } : state;
  const known = { ...state, saved: mine.filled };
  if (isHeld || (isOut(state) && mine.news && !mine.unsent)) return offered(known, mine.unsent);
  return known;
}

/** Nobody can say any more whom the form is for: whoever was waiting gets it, and the server has the last word. */
function given(state: PhoneState, unsent: boolean): PhoneState {
  return state.phase === "waiting" || isOut(state) ? offered(state, unsent) : state;
}

/** The form, if there is one, as it stands for whoever it is for. */
function offered(state: PhoneState, unsent: boolean): PhoneState {
  if (state.phase === "closed" || state.phase === "counted") return state;
  if (state.asked === "nothing") return { ...state, phase: "reading" };
  if (state.asked === "taps") return { ...state, phase: "tapping" };
  return { ...state, phase: state.saved && !unsent ? "done" : "answering" };
}

/** Whether the form is this phone's, filled in or not. */
export function isOut(state: PhoneState): boolean {
  return state.phase === "answering" || state.phase === "tapping" || state.phase === "done";
}

/** Whether what is filled in may be sent. */
export function maySend(state: PhoneState): boolean {
  return state.phase === "answering" || state.phase === "tapping";
}

/** Whether the questions are hidden. */
export function isPutAway(state: PhoneState): boolean {
  return !maySend(state) && state.phase !== "reading" && state.phase !== "closed";
}

/** What lies on this phone for this step: an answer on its way, tried `tries` times in vain, and half-typed fields. */
export interface Unsent {
  letter: boolean;
  draft: boolean;
  tries: number;
}

export type Standing = "offline" | "unsaved" | "sending" | "lost" | "changed" | "saved" | "";

/** The name of the sentence that says where the answer is; nothing where there is none to speak of. */
export function standing(state: PhoneState, { letter, draft, tries }: Unsent): Standing {
  const isLost = state.line === "lost";
  const isAsked = state.asked !== "nothing" && state.phase !== "counted";
  if (letter && isAsked) return isLost ? "offline" : tries ? "unsaved" : "sending";
  if (isLost) return "lost";
  if (!isAsked || !state.saved) return "";
  return draft ? "changed" : "saved";
}
