// The take-home page. What only this phone has comes into the form text by text, when its owner ticks it, and not before.

import { all, around, find } from "./hooks";
import { withWords } from "./calendar";
import { Desk } from "./draft";
import { count } from "./fields";
import { keep, recall } from "./own";
import { say } from "./say";
import { element, put } from "./swap";

type Text = [name: string, asked: string, text: string];

const NOTES = "notes";
const NOTED = "noted/"; // what was written along the way
const FIRST_LOOK = 1500; // ms before we ask how far the sheet has come; most are here by then
const NEXT_LOOK = 2000; // ms between two such questions

const desk = new Desk(document.body.dataset["room"]!);
const form = document.querySelector<HTMLFormElement>("form.room")!;
const send = find("send", form);
const status = find("status", form);
const link = find("calendar", form);
const along = find("along", form);
const address = link.href;

/** What this phone has of one part of the sheet. */
function texts(part: string): Text[] {
  const all = Object.entries(desk.own).map(([name, [asked, text]]): Text => [name, asked, text]);
  return all.filter(([name]) => name === part || name.startsWith(`${part}/`));
}

/** Show what this phone has of a part, and put it into the form if it is ticked. */
function lay(part: HTMLElement): void {
  const mine = texts(part.dataset["take"]!);
  const list = part.querySelector("dl");
  if (list) {
    part.hidden = mine.length === 0;
    const lines: HTMLElement[] = [];
    for (const [, asked, text] of mine) lines.push(element("dt", asked), element("dd", text));
    put(list, ...lines);
  }
  const ticked = part.querySelector<HTMLInputElement>("input[type=checkbox]")!.checked;
  put(find("sent", part), ...(ticked ? mine.map(hidden) : []));
}

function hidden([name, , text]: Text): HTMLInputElement {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = `own/${name}`;
  field.value = text;
  return field;
}

/** Let the link give the server's calendar, or the same with the plan in it, made here. */
function offer(): void {
  const plan = Object.entries(desk.own).filter(([name]) => name !== NOTES && !name.startsWith(NOTED));
  around("plan", along)!.hidden = plan.length === 0;
  if (link.href !== address) URL.revokeObjectURL(link.href);
  link.removeAttribute("download");
  link.href = address;
  if (!along.checked || plan.length === 0) return;
  const words = plan.map(([, [asked, text]]) => `${asked}\n${text}`).join("\n\n");
  const file = withWords(link.dataset["calendar"]!, words);
  link.href = URL.createObjectURL(new Blob([file], { type: "text/calendar;charset=utf-8" }));
  link.download = link.dataset["name"]!;
}

function layAll(): void {
  recall(desk, form);
  all("take", form).forEach(lay);
  offer();
}

form.addEventListener("change", layAll);

form.addEventListener("input", (event) => {
  const box = event.target as HTMLTextAreaElement;
  if (!box.dataset["stays"]) return;
  keep(desk, box);
  count(box);
  lay(around("take", box)!);
});

form.addEventListener("submit", () => {
  status.textContent = say("making");
  send.disabled = true;
  setTimeout(() => void look(), FIRST_LOOK);
});

/** Say how many sheets come before this one, until it is made or nobody can tell. */
async function look(): Promise<void> {
  const ahead = await fetch(`/j/${document.body.dataset["room"]}/take-home/queue`)
    .then((answer) => answer.json() as Promise<{ ahead: number | null }>)
    .then((told) => told.ahead)
    .catch(() => null);
  if (ahead === null) {
    status.textContent = "";
    send.disabled = false;
    return;
  }
  status.textContent = ahead > 0 ? say("ahead", { n: ahead }) : say("making");
  setTimeout(() => void look(), NEXT_LOOK);
}

// Also when the page comes back from the browser's memory: the plan may have been changed meanwhile.
addEventListener("pageshow", layAll);
document.documentElement.classList.add("live");
