// Fields of several parts: boxes to tick, options to put in order, and something to share among them.

import { all, around, find, seek } from "./hooks";
import { say } from "./say";

type Part = HTMLInputElement | HTMLSelectElement;

/** What is wrong with the parts of a field together, and the part to begin with. */
export function together(field: HTMLElement): [Part, string] | null {
  const most = seek("most", field);
  const ticked = most ? boxes(most).filter((box) => box.checked) : [];
  const limit = Number(most?.dataset["most"]);
  if (ticked.length > limit) return [ticked[limit]!, say("most", { n: limit })];
  const share = seek("share", field);
  if (!share || !numbers(share).some((box) => box.value.trim())) return null;
  const left = rest(share);
  return left ? [numbers(share)[0]!, left < 0 ? say("spent", { n: -left }) : say("rest", { n: left })] : null;
}

/** Draw what follows from the parts: the places of an order, and what is left to share. */
export function settle(root: ParentNode): void {
  all("order", root).forEach((list) => place(list, false));
  for (const share of all("share", root)) {
    const left = rest(share);
    const words = left < 0 ? say("spent", { n: -left }) : say("rest", { n: left });
    const told = find("rest", share);
    if (told.textContent !== words) told.textContent = words;
  }
}

/** A way out excludes the rest, and the rest the way out. */
export function exclude(box: Element): void {
  if (!(box instanceof HTMLInputElement) || box.type !== "checkbox" || !box.checked) return;
  const quiet = (one: Element) => one.closest(".quiet") !== null;
  for (const other of boxes(box.closest("fieldset")!)) if (quiet(other) !== quiet(box)) other.checked = false;
}

/** Move an option up or down, or take the order as it stands; tells where the option is now. */
export function move(button: HTMLElement): string {
  const by = Number(button.dataset["move"]);
  const row = button.closest("li");
  const list = (row?.parentElement ?? button.previousElementSibling) as HTMLElement;
  if (row && by < 0) row.previousElementSibling?.before(row);
  if (row && by > 0) row.nextElementSibling?.after(row);
  place(list, true);
  button.focus();
  button.dispatchEvent(new Event("input", { bubbles: true }));
  if (!row) return "";
  const n = Array.from(list.children).indexOf(row) + 1;
  return say("placed", { what: row.querySelector("label")!.textContent ?? "", n });
}

/** The most that one number may be: no more than what is left for it. */
export function most(box: HTMLInputElement): number {
  const share = around("share", box);
  const high = Number(box.dataset["high"]);
  return share ? Math.min(high, Number(box.value) + Math.max(rest(share), 0)) : high;
}

/** Number the rows as they stand, or put them as they are numbered. */
function place(list: HTMLElement, anew: boolean): void {
  const rows = Array.from(list.children) as HTMLElement[];
  const select = (row: HTMLElement) => row.querySelector("select")!;
  if (anew) rows.forEach((row, at) => (select(row).value = String(at + 1)));
  const sorted = [...rows].sort((one, other) => Number(select(one).value) - Number(select(other).value));
  if (sorted.some((row, at) => row !== rows[at])) list.append(...sorted);
  for (const row of rows) row.querySelector(".place")!.textContent = select(row).value || "–";
  const whole = rows.every((row) => select(row).value);
  find("move='0'", list.parentElement!).hidden = whole;
}

function rest(share: HTMLElement): number {
  return numbers(share).reduce((left, box) => left - (Number(box.value) || 0), Number(share.dataset["share"]));
}

function numbers(share: HTMLElement): HTMLInputElement[] {
  return Array.from(share.querySelectorAll<HTMLInputElement>("input"));
}

function boxes(root: Element): HTMLInputElement[] {
  return Array.from(root.querySelectorAll<HTMLInputElement>("input[type=checkbox]"));
}
