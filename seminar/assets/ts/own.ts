// Text that never leaves this phone: kept beside the room's other drafts until its owner deletes it.

import { all, seek } from "./hooks";
import type { Desk } from "./draft";
import { count } from "./fields";
import { element, put } from "./swap";

type Box = HTMLInputElement | HTMLTextAreaElement;

/** Bring back what was written, wherever the page has room for it. */
export function recall(desk: Desk, main: HTMLElement): void {
  const { own } = desk;
  for (const box of all("stays", main)) {
    box.value = own[box.dataset["stays"]!]?.[1] ?? "";
    count(box);
  }
  const list = seek("own", main);
  if (!list) return;
  list.hidden = Object.keys(own).length === 0;
  const lines: HTMLElement[] = [];
  for (const [asked, text] of Object.values(own)) lines.push(element("dt", asked), element("dd", text));
  put(list.querySelector("dl")!, ...lines);
}

/** Keep what was just written. */
export function keep(desk: Desk, box: Box): void {
  const { own } = desk;
  const name = box.dataset["stays"]!;
  const asked = box.labels?.[0]?.textContent?.trim() ?? "";
  if (box.value) own[name] = [asked, box.value];
  else delete own[name];
  desk.own = own;
}
