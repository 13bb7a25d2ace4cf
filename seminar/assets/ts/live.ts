// The line to the room: whole pictures come in, newest wins; messages go out and are answered.

import { io, type Socket } from "socket.io-client";

/** What scripts need to know of a picture; which screen gets which is told in PROTOCOL.md. */
export interface PictureData {
  joined?: number;
  answered?: number;
  /** Seconds that are left of the clock; nothing where none runs. */
  left?: number | null;
  // the projector and the console
  cards?: number | null;
  // the console: minutes of the plan, and minutes since the start, nothing before it
  connected?: number;
  due?: number;
  planned?: number;
  total?: number;
  used?: number | null;
  // a phone
  state?: string;
  step?: string;
  round?: number;
  again?: boolean;
  late?: boolean;
  some?: boolean;
}

/** One whole picture: `html` has the parts by name. */
export interface Picture {
  v: number;
  html: Record<string, string>;
  data: PictureData;
}

export interface Who {
  room: string;
  as: "phone" | "screen" | "host";
  lang: string;
}

export interface Listener {
  /** A picture at least as new as the last one; the first after a break is always handed on. */
  picture(picture: Picture): void;
  /** How many have joined, between two pictures. */
  joined?(count: number): void;
  /** The line opened, was lost, or was refused with words that say why. */
  line(state: "open" | "lost" | "refused", words: string): void;
  /** The line has never opened, while pages still come: nothing here lets a WebSocket through. */
  blocked?(): void;
}

const GRACE = 1500; // ms; a break shorter than this is nobody's business
const AGAIN = 1000; // ms; a browser that logs in anew has its new cookie by then
const PROBE = 3000; // ms; a line that does not answer within this is dead, whatever it says
const QUIET = 5200; // ms; the server says something every 2.5 s, so whoever hears nothing for so long has lost it
const SLACK = 2000; // ms; a timer that is so late belongs to a page that was put to sleep, and says nothing of the line
const ATTEMPTS = 3; // to open the line before the page asks whether only WebSockets are kept from it
const INSIST = 6000; // ms; longer than one attempt may take
const ONCE_IN = 5000; // ms; somebody who types makes us look after the line no more often than this

export class Live {
  private readonly socket: Socket;
  private readonly listener: Listener;
  private newest = 0;
  private grace = 0;
  private checked = 0;
  private heard = 0;
  private silence = 0;
  private retry = 0;
  private quiet = false;
  private reached = false;
  private failed = 0;

  constructor(who: Who, listener: Listener) {
    this.listener = listener;
    // The first attempt comes after 0–3 s and the next ones after up to 5 s, so that a room does not come back all at once.
    this.socket = io({
      auth: who,
      transports: ["websocket"], // the server takes nothing else; without it there are the plain pages
      reconnectionDelay: 1500,
      reconnectionDelayMax: 5000,
      randomizationFactor: 1,
      timeout: 5000,
    });
    this.socket.on("connect", () => this.opened());
    this.socket.on("disconnect", (reason) => this.ended(reason));
    this.socket.on("connect_error", (error) => (this.socket.active ? this.unopened() : this.refused(error.message)));
    this.socket.on("picture", (picture: Picture) => this.receive(picture));
    this.socket.io.on("ping", () => this.listen());
    this.socket.on("joined", (count: number) => this.listener.joined?.(count));
    document.addEventListener("visibilitychange", () => document.hidden || this.check());
    addEventListener("pageshow", (event) => event.persisted && this.check());
    document.addEventListener("resume", () => this.check());
    addEventListener("online", () => this.check());
    addEventListener("offline", () => this.broke());
  }

  get open(): boolean {
    return this.socket.connected;
  }

  /** Send, and wait for the answer. Rejects when the line is down, or when no answer comes within `patience` ms. */
  ask<Answer>(event: string, content: unknown, patience: number): Promise<Answer> {
    if (!this.open) return Promise.reject(new Error("the line is down"));
    const rest = content === undefined ? [] : [content];
    return this.socket.timeout(patience).emitWithAck(event, ...rest) as Promise<Answer>;
  }

  /** Whoever comes back to the page must not wait: try the line at once, and open a new one if it is dead. */
  check(): void {
    this.checked = Date.now();
    if (!this.open) return this.reopen();
    this.ask("mine", undefined, PROBE)
      .then(() => (this.grace ? this.opened() : this.listen()))
      .catch(() => this.reopen());
  }

  /** Somebody is typing: find out in good time whether the line still carries. */
  tend(): void {
    if (this.open && Math.abs(Date.now() - this.checked) > ONCE_IN) this.check();
  }

  /** Give the line up: the page goes on without it. */
  stop(): void {
    this.rest();
    this.socket.disconnect();
    clearTimeout(this.grace);
  }

  private unopened(): void {
    this.broke();
    this.failed += 1;
    if (this.reached || this.failed !== ATTEMPTS || !this.listener.blocked) return;
    fetch(location.pathname, { method: "HEAD" })
      .then((page) => page.ok && !this.open && this.listener.blocked!())
      .catch(() => undefined); // nothing comes through: that is a lost line like any other
  }

  /**
   * Socket.IO forgets to try again where an attempt is still under way when the next is due, as while a server starts.
   * So whoever is without a line for a while opens one anew.
   */
  private insist(): void {
    if (this.retry) return;
    this.retry = window.setInterval(() => this.open || this.reopen(), INSIST + Math.random() * INSIST / 2);
  }

  private rest(): void {
    clearInterval(this.retry);
    this.retry = 0;
  }

  private reopen(): void {
    this.socket.disconnect().connect();
  }

  /** The server was heard: the line carries, until it has been silent for too long again. */
  private listen(): void {
    this.heard = Date.now();
    clearTimeout(this.silence);
    this.silence = window.setTimeout(() => this.missed(), QUIET);
    if (!this.quiet) return;
    this.quiet = false;
    this.listener.line("open", "");
  }

  /**
   * Nothing was heard for too long. That is said at once, but the line is kept until the probe has failed too: a network
   * that only held its breath goes on where it was, and a whole room does not come back at the same time.
   */
  private missed(): void {
    if (!this.open) return;
    const slept = Date.now() - this.heard > QUIET + SLACK;
    if (!document.hidden && !slept) {
      this.quiet = true;
      this.listener.line("lost", "");
    }
    this.check();
  }

  /** The line ended. Somebody who has just come back to the page does not wait for the next attempt. */
  private ended(reason: string): void {
    clearTimeout(this.silence);
    this.quiet = false;
    this.broke();
    // Socket.IO leaves it at that when the server hung up. We ask once more, to hear in words why, or to come in by a new
    // login of this browser.
    if (reason === "io server disconnect") setTimeout(() => this.socket.connect(), AGAIN);
    else if (reason !== "io client disconnect" && Date.now() - this.checked < PROBE) this.reopen();
  }

  private opened(): void {
    this.reached = true;
    this.rest();
    clearTimeout(this.grace);
    this.grace = 0;
    this.newest = 0;
    this.quiet = false;
    this.listen();
    this.listener.line("open", "");
  }

  private broke(): void {
    this.insist();
    if (this.grace) return;
    this.grace = window.setTimeout(() => this.listener.line("lost", ""), GRACE);
  }

  private refused(words: string): void {
    this.rest();
    clearTimeout(this.grace);
    this.grace = 0;
    this.listener.line("refused", words);
  }

  private receive(picture: Picture): void {
    if (picture.v < this.newest) return;
    this.newest = picture.v;
    this.listener.picture(picture);
  }
}
