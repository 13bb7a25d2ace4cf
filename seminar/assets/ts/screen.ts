// The projector: shows the newest picture, keeps the last one when the line is lost, and stays awake.

import { seek } from "./hooks";
import { commandOf, readKeyMap } from "./keys";
import { Live } from "./live";
import { begin, onSignal, show } from "./room";
import { hush, chime, isOn } from "./sound";

const room = document.body.dataset["room"] ?? "";
const net = seek("net");

begin();

new Live(
  { room, as: "screen", lang: document.documentElement.lang },
  {
    picture: (picture) => void show(picture),
    line: (state, words) => {
      if (net) net.textContent = state === "open" ? "" : words || (net.dataset["away"] ?? "");
    },
  },
);

// When a part of a talk ends, the stage flashes once; whoever wants to hear it as well presses S.
const sound = seek("sound");
onSignal(() => {
  document.body.classList.remove("signal");
  requestAnimationFrame(() => document.body.classList.add("signal"));
  setTimeout(() => document.body.classList.remove("signal"), 2500);
  chime();
});
function hear(): void {
  hush(isOn());
  if (sound) sound.textContent = sound.dataset[isOn() ? "on" : "off"] ?? "";
  setTimeout(() => sound && (sound.textContent = ""), 2500);
  chime();
}

function fullscreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen?.().catch(() => undefined);
}
addEventListener("dblclick", fullscreen);
const keys = readKeyMap();
const doing: Record<string, () => void> = { sound: hear, fullscreen };
addEventListener("keydown", (event) => doing[commandOf(event, keys) ?? ""]?.());

/** A screen that sleeps in the middle of a talk is the one thing the room would notice. Not offered on plain HTTP. */
async function awake(): Promise<void> {
  if (!document.hidden) await navigator.wakeLock?.request("screen").catch(() => undefined);
}
document.addEventListener("visibilitychange", () => void awake());
void awake();
