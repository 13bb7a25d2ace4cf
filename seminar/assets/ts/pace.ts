// One question at a time: which field is shown, Back and Next between them, and Send at the last.

import { all, find, seek } from "./hooks";
import { isEmpty } from "./fields";
import { say } from "./say";

export class Pace {
  private at = 0;
  private fields: HTMLElement[] = [];

  constructor(
    private readonly main: HTMLElement,
    private readonly bar: HTMLElement,
  ) {}

  get all(): readonly HTMLElement[] {
    return this.fields;
  }

  get here(): HTMLElement | undefined {
    return this.fields[this.at];
  }

  get isLast(): boolean {
    return this.at >= this.fields.length - 1;
  }

  /** Take the fields that are on the page now, and begin at the first that is empty. */
  begin(): void {
    this.fields = all("field", this.main).filter((field) => !field.classList.contains("kept"));
    const empty = this.fields.findIndex(isEmpty);
    this.show(empty < 0 ? this.fields.length - 1 : empty);
  }

  /** Go to a field, for somebody who asked for it: the question gets the focus, so that it is read. */
  go(to: number): void {
    this.show(to);
    scrollTo(0, 0);
    this.here?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }

  forward(): void {
    this.go(this.at + 1);
  }

  back(): void {
    this.go(this.at - 1);
  }

  to(field: HTMLElement): void {
    this.show(this.fields.indexOf(field));
  }

  private show(to: number): void {
    this.at = Math.min(Math.max(to, 0), Math.max(this.fields.length - 1, 0));
    const several = this.fields.length > 1;
    this.fields.forEach((field, index) => (field.hidden = index !== this.at));
    for (const text of all("before", this.main)) text.hidden = this.at > 0;
    const steps = seek("steps", this.main);
    if (steps) {
      steps.hidden = !several;
      Array.from(steps.children).forEach((step, index) => step.classList.toggle("on", index <= this.at));
    }
    const progress = seek("progress", this.main);
    if (progress) progress.textContent = several ? say("of", { at: this.at + 1, of: this.fields.length }) : "";
    find("go=back", this.bar).hidden = this.at === 0;
    find("go=on", this.bar).hidden = this.isLast;
    find("send", this.bar).hidden = !this.isLast;
  }
}
