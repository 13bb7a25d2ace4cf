// An author's preview: asks a few times a second whether something was saved, and shows it in the three panes.

import { all, seek } from "./hooks";
import { settle, swap } from "./swap";

interface State {
  code: string;
  paper: string;
  html: Record<string, string>;
}

const LOOK = 500; // ms

const net = seek("net");
const main = document.querySelector<HTMLElement>("main");
const paper = seek("paper");
let code = document.body.dataset["code"] ?? "";
let busy = false;

for (const part of all("part")) settle(part, part.innerHTML);

/** Frames are sent on without a trace in the history, so that the browser's own Back leaves the preview. */
function lead(frame: HTMLIFrameElement | null, address: string): void {
  frame?.contentWindow?.location.replace(address);
}

function show(state: State): void {
  for (const [name, html] of Object.entries(state.html)) {
    const part = document.querySelector(`[data-part="${name}"]`);
    if (part) swap(part, html);
  }
  if (main) main.hidden = !state.code;
  if (state.code && state.code !== code) {
    code = state.code;
    for (const frame of all("frame")) {
      lead(frame, `${frame.dataset["frame"] ?? ""}${code}`);
    }
  }
  if (paper && state.paper && state.paper !== paper.dataset["paper"]) {
    if (paper.dataset["paper"] || !paper.src) lead(paper, state.paper);
    paper.dataset["paper"] = state.paper;
  }
}

async function ask(form?: FormData): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    const wanted = { headers: { Accept: "application/json" } };
    const answer = await fetch(form ? "/preview/go" : "/preview/state", form ? { ...wanted, method: "POST", body: form } : wanted);
    if (answer.ok) show((await answer.json()) as State);
    if (net) net.textContent = "";
  } catch {
    if (net) net.textContent = net.dataset["away"] ?? "";
  } finally {
    busy = false;
  }
}

function press(button: HTMLButtonElement): void {
  if (button.disabled || !button.form) return;
  const form = new FormData(button.form);
  form.set(button.name, button.value);
  void ask(form);
}

document.addEventListener("submit", (event) => {
  if (!(event instanceof SubmitEvent) || !(event.submitter instanceof HTMLButtonElement)) return;
  event.preventDefault();
  press(event.submitter);
});

/** The button that says of itself that this key presses it. */
function buttonOf(key: string): HTMLButtonElement | undefined {
  const buttons = Array.from(document.querySelectorAll<HTMLButtonElement>("button[aria-keyshortcuts]"));
  return buttons.find((button) => button.getAttribute("aria-keyshortcuts")?.split(" ").includes(key));
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const button = buttonOf(event.key);
  if (!button) return;
  event.preventDefault();
  press(button);
});

setInterval(() => void ask(), LOOK);
