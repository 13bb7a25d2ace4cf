// What is typed and not yet saved, kept on this phone until the server has it, and no longer than a day.

export type Form = Record<string, string>;

/** Half-typed fields of one step and round. */
export interface Draft {
  step: string;
  round: number;
  form: Form;
  /** The same in words, to show it again where its fields are gone. */
  said: string[];
  at: number;
}

/** An answer on its way: the same `op` is sent again until it is answered. */
export interface Letter extends Draft {
  op: string;
  seq: number;
}

const DAY = 24 * 3600 * 1000;

/** Storage that other tabs see, or this page's memory where the browser allows none. */
class Shelf {
  private readonly memory = new Map<string, string>();

  get(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return this.memory.get(key) ?? null;
    }
  }

  set(key: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      if (value === null) this.memory.delete(key);
      else this.memory.set(key, value);
    }
  }
}

/** The drafts of one room on this phone. */
export class Desk {
  private readonly shelf = new Shelf();
  private readonly room: string;

  constructor(room: string) {
    this.room = room;
  }

  get draft(): Draft | null {
    return this.read<Draft>("draft");
  }

  get letter(): Letter | null {
    return this.read<Letter>("letter");
  }

  /** Texts that never leave this phone, by field: the question and what was written. */
  get own(): Record<string, [string, string]> {
    return JSON.parse(this.shelf.get(this.key("own")) ?? "{}") as Record<string, [string, string]>;
  }

  set own(texts: Record<string, [string, string]>) {
    this.write("own", Object.keys(texts).length ? texts : null);
  }

  type(step: string, round: number, form: Form, said: string[]): void {
    this.write("draft", { step, round, form, said, at: Date.now() });
  }

  /** Put the answer in an envelope: from now on it is sent until the server has answered. */
  seal(step: string, round: number, form: Form, said: string[]): Letter {
    const letter = { op: randomId(), seq: this.number(), step, round, form, said, at: Date.now() };
    this.write("letter", letter);
    this.write("draft", null);
    return letter;
  }

  /** The server has it: nothing is kept here. */
  sent(op: string): void {
    if (this.letter?.op === op) this.write("letter", null);
  }

  /** The server will not have it: it is a draft again, unless something newer was typed. */
  returned(letter: Letter): void {
    this.sent(letter.op);
    const { step, round, form, said, at } = letter;
    if (!this.draft) this.write("draft", { step, round, form, said, at });
  }

  clear(): void {
    for (const name of ["draft", "letter", "seq"]) this.write(name, null);
  }

  /** Calls `changed` when another tab of this phone has typed, sent or saved. */
  watch(changed: () => void): void {
    addEventListener("storage", (event) => {
      if (event.key === this.key("draft") || event.key === this.key("letter")) changed();
    });
  }

  /** Higher than any before on this phone, even where storage was emptied: the newest edit wins on the server. */
  private number(): number {
    const next = Math.max(Number(this.shelf.get(this.key("seq")) ?? 0) + 1, Date.now());
    this.shelf.set(this.key("seq"), String(next));
    return next;
  }

  private read<Kept extends Draft>(name: string): Kept | null {
    const text = this.shelf.get(this.key(name));
    const kept = text ? (JSON.parse(text) as Kept) : null;
    if (kept && Math.abs(Date.now() - kept.at) > DAY) {
      this.write(name, null);
      return null;
    }
    return kept;
  }

  private write(name: string, value: unknown): void {
    this.shelf.set(this.key(name), value === null ? null : JSON.stringify(value));
  }

  private key(name: string): string {
    return `raus-${this.room}-${name}`;
  }
}

/** 128 random bits; `crypto.randomUUID` does not exist on plain HTTP. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
