// The fields of a form: their values, what is wrong with them, and the small helps beside them.

import { all, seek } from "./hooks";
import type { Form } from "./draft";
import { most, settle, together } from "./parts";
import { say } from "./say";

type Box = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What one field is called and what is wrong with it. */
export interface Fault {
  field: HTMLElement;
  box: Box;
  words: string;
}

function boxes(root: ParentNode): Box[] {
  const named = ["input", "textarea", "select"].map((tag) => `${tag}[name*="/"]`);
  return Array.from(root.querySelectorAll<Box>(named.join()));
}

function isMark(box: Box): box is HTMLInputElement {
  return box instanceof HTMLInputElement && (box.type === "radio" || box.type === "checkbox");
}

function isFilled(box: Box): boolean {
  return isMark(box) ? box.checked : box.value.trim() !== "";
}

/** Buttons that send themselves; the one that was tapped stays pressed. */
function taps(root: ParentNode): HTMLButtonElement[] {
  return all("tap", root);
}

function isPressed(button: HTMLButtonElement): boolean {
  return button.getAttribute("aria-pressed") === "true";
}

/** Press this one of its field's buttons, and let go of the others. */
export function press(button: HTMLButtonElement): void {
  for (const tap of taps(button.closest("fieldset")!)) tap.setAttribute("aria-pressed", String(tap === button));
}

/** Everything that is filled in, as it is sent. */
export function values(root: ParentNode): Form {
  const form: Form = {};
  for (const button of taps(root).filter(isPressed)) form[button.name] = button.value;
  for (const box of boxes(root)) {
    if (isFilled(box)) form[box.name] = box.value;
  }
  return form;
}

/** What is filled in, in words: texts as written, the labels of what was chosen, and parts with their number. */
export function spoken(root: ParentNode): string[] {
  const tapped = taps(root).filter(isPressed).map((button) => button.textContent?.trim() ?? "");
  const filled = boxes(root).filter(isFilled).map((box) => {
    const label = box.labels?.[0]?.textContent?.trim() ?? "";
    if ("part" in box.dataset) return `${label}: ${box.value}`;
    return isMark(box) ? label : box.value;
  });
  return [...tapped, ...filled];
}

/** Fill the fields with `form`; what it does not have is left empty. */
export function fill(root: ParentNode, form: Form): void {
  for (const box of boxes(root)) {
    if (isMark(box)) box.checked = form[box.name] === box.value;
    else if (box.value !== (form[box.name] ?? "")) box.value = form[box.name] ?? "";
    count(box);
  }
  for (const button of taps(root)) button.setAttribute("aria-pressed", String(form[button.name] === button.value));
  settle(root);
}

export function isEmpty(field: HTMLElement): boolean {
  return Object.keys(values(field)).length === 0;
}

/** The first thing wrong with a field, or nothing. An empty field is never wrong: whoever wants to may pass. */
export function fault(field: HTMLElement): Fault | null {
  for (const box of boxes(field)) {
    const over = length(box.value) - Number(box.dataset["limit"] ?? Infinity);
    if (over > 0) return { field, box, words: say("over", { n: over }) };
    const { low, high } = box.dataset;
    if (low === undefined || high === undefined || !box.value.trim()) continue;
    const number = Number(box.value.trim());
    if (!Number.isInteger(number) || number < Number(low) || number > Number(high)) {
      return { field, box, words: say("range", { low, high }) };
    }
  }
  const wrong = together(field);
  return wrong && { field, box: wrong[0], words: wrong[1] };
}

/** Show what is wrong with a field beside it, or take it away. */
export function mark(field: HTMLElement, words = ""): void {
  const place = seek("fault", field);
  if (place) {
    place.textContent = words;
    place.hidden = !words;
  }
  for (const box of boxes(field)) box.setAttribute("aria-invalid", String(Boolean(words)));
}

/** Take away what was said of a field as soon as it is mended. */
export function mend(field: HTMLElement): void {
  if (seek("fault", field)?.hidden === false) mark(field, fault(field)?.words);
}

/** Tell how many characters are left, once somebody writes. More may be typed; it is said, and mended before sending. */
export function count(box: Element): void {
  if (!(box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement)) return;
  const place = document.getElementById(`${box.id}-count`);
  const limit = Number(box.dataset["limit"]);
  if (!place || !limit) return;
  const left = limit - length(box.value);
  place.textContent = box.value ? (left < 0 ? say("over", { n: -left }) : say("left", { n: left })) : "";
  place.classList.toggle("over", left < 0);
}

/** One more or one less in a number field, within its bounds. */
export function step(button: HTMLElement): void {
  const box = document.getElementById(button.dataset["for"] ?? "") as HTMLInputElement;
  const low = Number(box.dataset["low"]);
  const first = box.dataset["from"] ?? low - Number(button.dataset["step"] === "1");
  const now = Number(box.value.trim() || first) || 0;
  box.value = String(Math.min(most(box), Math.max(low, now + Number(button.dataset["step"]))));
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Characters as people count them, where the browser can. */
function length(text: string): number {
  const letters = text.trim().replace(/\s+/g, " ").normalize("NFC");
  const { Segmenter } = Intl as unknown as { Segmenter?: new () => { segment(text: string): Iterable<unknown> } };
  return Segmenter ? Array.from(new Segmenter().segment(letters)).length : Array.from(letters).length;
}
