// The line to the room: whole pictures come in, newest wins; messages go out and are answered.

import { io, type Socket } from "socket.io-client";

/** One whole picture. `html` has the parts by name, `data` what scripts need to know. */
export interface Picture {
  v: number;
  html: Record<string, string>;
  data: Record<string, unknown>;
}

export type Line = "open" | "lost" | "refused";

export interface Listener {
  /** A picture that is newer than the last one, or the same again after a break. */
  picture(picture: Picture): void;
  /** The line opened, was lost, or was refused with `words`. */
  line(state: Line, words: string): void;
}

const GRACE = 1500; // a break shorter than this is nobody's business
const JITTER = 3000; // phones come back spread out, not all at once
const PROBE = 4000; // a socket that does not answer within this is dead, whatever it says

export class Live {
  private readonly socket: Socket;
  private newest = 0;
  private grace = 0;
  private retry = 0;

  constructor(auth: { room: string; as: "phone" | "screen" | "host"; lang: string }, private readonly listener: Listener) {
    this.socket = io({ auth, transports: ["websocket"], reconnection: false, timeout: 5000 });
    this.socket.on("connect", () => this.opened());
    this.socket.on("disconnect", () => this.broke());
    this.socket.on("connect_error", (error) => this.failed(error));
    this.socket.on("picture", (picture: Picture) => this.receive(picture));
    document.addEventListener("visibilitychange", () => document.hidden || this.check());
    addEventListener("pageshow", () => this.check());
    addEventListener("online", () => this.check());
    addEventListener("offline", () => this.listener.line("lost", ""));
  }

  get open(): boolean {
    return this.socket.connected;
  }

  /** Send and wait for the answer. Rejects when the line is down or no answer comes within `patience` ms. */
  ask<Answer>(event: string, content: unknown, patience: number): Promise<Answer> {
    if (!this.open) return Promise.reject(new Error("no line"));
    const args = content === undefined ? [] : [content];
    return this.socket.timeout(patience).emitWithAck(event, ...args) as Promise<Answer>;
  }

  /** Whoever comes back to the page must not wait: try the line at once. */
  check(): void {
    if (!this.socket.connected) this.connect();
    else this.ask("here", undefined, PROBE).catch(() => this.restart());
  }

  private opened(): void {
    clearTimeout(this.grace);
    clearTimeout(this.retry);
    this.grace = 0;
    this.newest = 0; // the first picture after a break is always taken: a restored server may count lower
    this.listener.line("open", "");
  }

  private broke(): void {
    if (!this.grace) this.grace = window.setTimeout(() => this.listener.line("lost", ""), GRACE);
    this.later();
  }

  private failed(error: Error): void {
    if (this.socket.active || !isRefusal(error)) return this.broke();
    this.listener.line("refused", error.message);
  }

  private later(): void {
    clearTimeout(this.retry);
    this.retry = window.setTimeout(() => this.connect(), 300 + Math.random() * JITTER);
  }

  private connect(): void {
    clearTimeout(this.retry);
    if (!this.socket.connected) this.socket.connect();
  }

  private restart(): void {
    this.socket.disconnect();
    this.connect();
  }

  private receive(picture: Picture): void {
    if (picture.v < this.newest) return;
    this.newest = picture.v;
    this.listener.picture(picture);
  }
}
