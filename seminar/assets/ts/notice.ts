// What must be mended before an answer can be sent, at the top of the page, with a way to each place.

import { element, put } from "./swap";

export interface Place {
  field: HTMLElement;
  words: string;
}

/** Say `words` in `box` and bring the reader there; without words, put the notice away. */
export function complain(box: HTMLElement, words: string, places: Place[], open: (field: HTMLElement) => void): void {
  box.hidden = !words;
  if (!words) return;
  const list = element("ul");
  for (const place of places) {
    const link = element("a", place.words);
    link.setAttribute("href", `#${place.field.id}`);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      open(place.field);
      place.field.querySelector<HTMLElement>("input, textarea")?.focus();
    });
    list.appendChild(element("li")).appendChild(link);
  }
  put(box, element("p", words), ...(places.length ? [list] : []));
  scrollTo(0, 0);
  box.focus({ preventScroll: true });
}
