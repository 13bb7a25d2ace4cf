// Sends an answer until the server has said yes or no, with the same operation id each time.

import type { Desk, Letter } from "./draft";
import type { Live } from "./live";

interface Ack {
  ok: boolean;
  why?: string;
  code?: "stale" | "refused" | "unavailable" | "invalid" | "gone";
}

export interface Sender {
  /** Something changed in where the answer is. */
  moved(): void;
  /** The server has committed it. */
  saved(letter: Letter): void;
  /** The server will not have it, and says why. */
  returned(letter: Letter, why: string): void;
}

const PATIENCE = 5000; // ms to wait for an acknowledgement
const BACK_OFF = [1000, 2000, 4000, 8000]; // ms between attempts, the last one repeated

export class Post {
  /** Attempts that came to nothing since the answer was sent or the line opened. */
  tries = 0;
  private retry = 0;

  constructor(
    private readonly desk: Desk,
    private readonly live: Live,
    private readonly sender: Sender,
  ) {}

  /** Send what lies ready, if anything does. */
  send(): void {
    this.tries = 0;
    this.attempt();
  }

  private attempt(): void {
    clearTimeout(this.retry);
    const letter = this.desk.letter;
    if (!letter) return;
    this.sender.moved();
    const { op, seq, step, round, form } = letter;
    this.live
      .ask<Ack>("answer", { op, seq, step, round, form }, PATIENCE)
      .then((ack) => this.answered(letter, ack))
      .catch(() => this.later());
  }

  private later(): void {
    clearTimeout(this.retry);
    const wait = BACK_OFF[Math.min(this.tries, BACK_OFF.length - 1)];
    this.tries += 1;
    this.sender.moved();
    this.retry = window.setTimeout(() => this.attempt(), wait);
  }

  private answered(letter: Letter, ack: Ack): void {
    if (this.desk.letter?.op !== letter.op) return; // a newer answer, or another tab, has taken over
    if (ack.ok) {
      this.desk.sent(letter.op);
      this.sender.saved(letter);
    } else if (ack.code === "unavailable") {
      this.later();
    } else {
      this.desk.returned(letter);
      this.sender.returned(letter, ack.why ?? "");
    }
  }
}
