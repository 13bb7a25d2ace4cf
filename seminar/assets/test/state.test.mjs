// The transitions of a participant's phone, in Node alone: `npm run check`.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { transform } from "esbuild";

const source = await readFile(new URL("../ts/state.ts", import.meta.url), "utf8");
const { code } = await transform(source, { loader: "ts", format: "esm" });
const machine = await import(`data:text/javascript,${encodeURIComponent(code)}`);
const { begin, isPutAway, maySend, next, standing } = machine;

const PAGE = { type: "page", state: "answer", asked: "fields", same: false, held: false, unsent: false };
const MINE = { type: "fetched", isMine: true, filled: false, counted: false, news: true, unsent: false };

/** The state after `events`, from a phone that has saved nothing. */
const after = (...events) => events.reduce(next, begin(false));
const page = (more = {}) => ({ ...PAGE, ...more });
const mine = (more = {}) => ({ ...MINE, ...more });
const commit = (unsent = false) => ({ type: "committed", unsent });
const line = (name) => ({ type: "line", line: name });

const READING = page({ state: "read", asked: "nothing" });
const CLOSED = page({ state: "closed", asked: "nothing", same: true });
const HELD = page({ held: true });

/** A way to each phase. Every row below begins at the end of one of them. */
const WAYS = {
  reading: [READING],
  waiting: [HELD],
  excused: [HELD, mine({ isMine: false })],
  answering: [page()],
  tapping: [page({ asked: "taps" })],
  done: [page(), commit()],
  counted: [HELD, mine({ counted: true })],
  closed: [page(), CLOSED],
};

const EVENTS = {
  "a slide": READING,
  "a question": page(),
  "a question for some": HELD,
  "the answers close": CLOSED,
  "the line is lost": line("lost"),
  "the socket is given up": { type: "plain", unsent: false },
  "the answer is committed": commit(),
  "more was typed meanwhile": commit(true),
  "mine: nothing": mine(),
  "mine: an answer": mine({ filled: true }),
  "mine: an answer, but typed here": mine({ filled: true, unsent: true }),
  "mine: an answer, known": mine({ filled: true, news: false }),
  "mine: for others": mine({ isMine: false }),
  "mine: counted": mine({ counted: true }),
  "mine: no reply": { type: "unknown", unsent: false },
  "change my answer": { type: "reopened" },
};

const ORDER = ["reading", "waiting", "excused", "answering", "tapping", "done", "counted", "closed"];

// Columns in ORDER: where each phase goes. A dot: it stays.
const TABLE = {
  "a slide": "reading reading reading reading reading reading reading reading",
  "a question": "answering answering answering answering answering answering answering answering",
  "a question for some": "waiting waiting waiting waiting waiting waiting waiting waiting",
  "the answers close": "closed closed closed closed closed closed closed closed",
  "the line is lost": ". . . . . . . .",
  "the socket is given up": ". answering . . . . . .",
  "the answer is committed": ". . . done . . . .",
  "more was typed meanwhile": ". . . . . answering . .",
  "mine: nothing": ". answering answering . . answering . .",
  "mine: an answer": ". done done done . . . .",
  "mine: an answer, but typed here": ". answering answering . . . . .",
  "mine: an answer, known": ". done done . . . . .",
  "mine: for others": ". excused . . . . . .",
  "mine: counted": ". counted counted counted counted counted . .",
  "mine: no reply": ". answering . . . . . .",
  "change my answer": ". . . . . answering . .",
};

test("every way leads to the phase that it is named after", () => {
  for (const phase of ORDER) assert.equal(after(...WAYS[phase]).phase, phase);
  assert.deepEqual(Object.keys(TABLE), Object.keys(EVENTS));
});

for (const [name, row] of Object.entries(TABLE)) {
  test(`from every phase: ${name}`, () => {
    row.split(" ").forEach((to, column) => {
      const from = ORDER[column];
      const { phase } = after(...WAYS[from], EVENTS[name]);
      assert.equal(phase, to === "." ? from : to, `from ${from}`);
    });
  });
}

test("another step forgets that the last answer was saved; the same step remembers", () => {
  assert.equal(after(page(), commit(), page()).saved, false);
  assert.equal(after(page(), commit(), CLOSED).saved, true);
  assert.equal(after(page(), commit(), page({ same: true })).phase, "done");
});

test("half-typed words keep the form out, however much is saved", () => {
  assert.equal(next(begin(true), page({ same: true, unsent: true })).phase, "answering");
  assert.equal(next(begin(true), page({ same: true })).phase, "done");
});

test("an answer that comes in after the closing is remembered, and opens nothing", () => {
  const late = after(page(), CLOSED, commit());
  assert.equal(late.phase, "closed");
  assert.equal(late.saved, true);
});

test("what stays on the phone is shown again when it is known whom a page without questions is for", () => {
  const held = page({ state: "read", asked: "nothing", held: true });
  assert.equal(after(held).phase, "waiting");
  assert.equal(after(held, mine()).phase, "reading");
});

test("a socket that was given up is not heard any more", () => {
  assert.equal(after(page(), { type: "plain", unsent: false }, line("lost")).line, "plain");
});

test("only a form that is out can be sent, and only what is not for this phone or is in is put away", () => {
  const those = (holds) => ORDER.filter((phase) => holds(after(...WAYS[phase])));
  assert.deepEqual(those(maySend), ["answering", "tapping"]);
  assert.deepEqual(those(isPutAway), ["waiting", "excused", "done", "counted"]);
});

test("one sentence says where the answer is", () => {
  const nothing = { letter: false, draft: false, tries: 0 };
  const sealed = { ...nothing, letter: true };
  assert.equal(standing(after(page()), nothing), "");
  assert.equal(standing(after(page()), sealed), "sending");
  assert.equal(standing(after(page()), { ...sealed, tries: 1 }), "unsaved");
  assert.equal(standing(after(page(), line("lost")), sealed), "offline");
  assert.equal(standing(after(page(), line("lost")), nothing), "lost");
  assert.equal(standing(after(page(), commit()), nothing), "saved");
  assert.equal(standing(after(page(), commit()), { ...nothing, draft: true }), "changed");
  assert.equal(standing(after(READING, line("lost")), nothing), "lost");
  assert.equal(standing(after(...WAYS.counted), sealed), "");
  assert.equal(standing(after(...WAYS.closed), nothing), "");
});
