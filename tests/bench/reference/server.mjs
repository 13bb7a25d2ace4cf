// What RAUS is measured against: a plain Socket.IO server that does the same durable work.
// node server.mjs <port> <database>: joins over HTTP, answers over WebSocket, group commit, acknowledgement after it,
// and at most ten pictures a second to the projector and the console. One room, a choice and how sure one is of it, asked
// in rounds.
import { createServer } from "node:http";
import { randomUUID } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { Server } from "socket.io";

const [port, file] = process.argv.slice(2);
const db = new DatabaseSync(file);
db.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
  CREATE TABLE participant(who TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE answer(question TEXT, round INT, who TEXT, op TEXT, seq INT, value TEXT,
    PRIMARY KEY (question, round, who)) WITHOUT ROWID`);
const addParticipant = db.prepare("INSERT INTO participant VALUES (?)");
const putAnswer = db.prepare(`INSERT INTO answer VALUES (?,?,?,?,?,?) ON CONFLICT DO UPDATE
  SET op=excluded.op, seq=excluded.seq, value=excluded.value WHERE excluded.seq >= seq`);

const questions = { vote: ["a", "b", "c", "d"], confidence: ["unsure", "fairly", "sure"] };
const radio = (name, value) => `<label><input type="radio" name="${name}/value" value="${value}">${value}</label>`;
const asked = ([name, values]) => `<fieldset>${values.map((value) => radio(name, value)).join("")}</fieldset>`;
const form = `<article><h1>What would you do?</h1>${Object.entries(questions).map(asked).join("")}</article>`;
const room = { version: 1, open: false, round: 0, people: new Set(), answered: new Set() };
const phonePicture = () => ({ v: room.version, html: { main: room.open ? form : "<h1>Welcome</h1>" },
  data: { state: room.open ? "answer" : "read", step: "vote", round: room.round, left: null, again: false } });
const screenPicture = () => ({ v: room.version, html: { stage: "<h1>What would you do?</h1>" },
  data: { joined: room.people.size, answered: room.answered.size, left: null } });

// Group commit: a batch is whatever waited while the last one was written.
let waiting = [];
function save(run, done) {
  if (waiting.push({ run, done }) === 1) setImmediate(commit);
}
function commit() {
  const batch = waiting;
  waiting = [];
  db.exec("BEGIN IMMEDIATE");
  for (const { run } of batch) run();
  db.exec("COMMIT");
  for (const { done } of batch) done();
}

let last = 0, beat = null;
function tellScreens() {
  beat ??= setTimeout(() => {
    beat = null;
    last = Date.now();
    io.to("screens").emit("picture", screenPicture());
  }, Math.max(0, last + 100 - Date.now()));
}

const cookieOf = (request) => /raus-phone-BENCH=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1];
const page = `<!doctype html><form method="post"><input type="hidden" name="csrf_token" value="0">${form}</form>`;
const http = createServer((request, response) => {
  if (request.method === "GET") return response.setHeader("content-length", page.length).end(page);
  request.resume();
  const who = randomUUID();
  save(() => addParticipant.run(who), () => {
    room.people.add(who);
    tellScreens();
    const cookie = `raus-phone-BENCH=${who}; HttpOnly; Path=/`;
    response.writeHead(303, { location: "/j/BENCH", "set-cookie": cookie, "content-length": 0 }).end();
  });
});

const io = new Server(http, { transports: ["websocket"], serveClient: false, maxHttpBufferSize: 32768 });
io.on("connection", (socket) => {
  const phone = socket.handshake.auth.as === "phone", who = cookieOf(socket.request);
  socket.join(phone ? "phones" : "screens");
  socket.emit("picture", phone ? phonePicture() : screenPicture());
  socket.on("answer", ({ op, round, seq, form }, ack) => {
    const rows = Object.entries(questions).map(([name, values]) => [name, form[`${name}/value`], values]);
    const good = room.people.has(who) && rows.every(([, value, values]) => values.includes(value));
    if (!good) return ack({ ok: false, code: "invalid", why: "?" });
    if (!room.open || round !== room.round) return ack({ ok: false, code: "stale", why: "?" });
    save(() => rows.forEach(([name, value]) => putAnswer.run(name, round, who, op, seq, JSON.stringify(value))), () => {
      room.answered.add(who);
      tellScreens();
      ack({ ok: true, op });
    });
  });
  socket.on("drive", (_, ack) => {
    room.version += 1;
    room.open = !room.open;
    if (room.open) Object.assign(room, { round: room.round + 1, answered: new Set() });
    io.to("phones").emit("picture", phonePicture());
    tellScreens();
    ack({ ok: true, v: room.version });
  });
});
http.listen(Number(port), "127.0.0.1", () => console.log("ready"));
