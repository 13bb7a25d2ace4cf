// One question at a time: which field is shown, Back and Next between them, and Send at the last.

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
    this.fields = Array.from(this.main.querySelectorAll<HTMLElement>("[data-field]:not(.kept)"));
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
    for (const one of this.main.querySelectorAll<HTMLElement>("[data-before]")) one.hidden = this.at > 0;
    const steps = this.main.querySelector<HTMLElement>("[data-steps]");
    if (steps) {
      steps.hidden = !several;
      Array.from(steps.children).forEach((step, index) => step.classList.toggle("on", index <= this.at));
    }
    const progress = this.main.querySelector<HTMLElement>("[data-progress]");
    if (progress) progress.textContent = several ? say("of", { at: this.at + 1, of: this.fields.length }) : "";
    this.button("[data-go=back]").hidden = this.at === 0;
    this.button("[data-go=on]").hidden = this.isLast;
    this.button("[data-send]").hidden = !this.isLast;
  }

  private button(selector: string): HTMLElement {
    return this.bar.querySelector<HTMLElement>(selector)!;
  }
}
