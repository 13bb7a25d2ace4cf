// A return card on this phone: kept when its owner asks for it, handed in by the room's page, and deleted here.

import { seek } from "./hooks";
import { drop, hold, held } from "./wallet";

document.documentElement.classList.add("live");

const made = seek("card")?.dataset["card"] ?? "";
const brought = seek("brought");
const card = made || location.hash.slice(1).toUpperCase();
const keep = seek("keep");
const kept = seek("kept");
const away = seek("drop");
const field = document.querySelector<HTMLTextAreaElement>("textarea[name=card]");

function tell(): void {
  const here = card !== "" && held() === card;
  if (keep) keep.hidden = here;
  if (kept) kept.hidden = !here;
  if (away) away.hidden = !here;
}

if (brought) brought.hidden = card === "";
if (field && !field.value) field.value = held();
if (seek("counted")) drop();
keep?.addEventListener("click", () => {
  hold(card);
  tell();
});
away?.addEventListener("click", () => {
  drop();
  tell();
});
tell();
