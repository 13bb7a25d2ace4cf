// Two soft tones when a part of a talk ends. Off until somebody presses S: browsers give no sound without a press anyway.

const KEPT = "raus-sound";
let context: AudioContext | null = null;

/** Whether there is sound. */
export function isOn(): boolean {
  return localStorage.getItem(KEPT) === "on";
}

/** No more sound with `yes`; without it, sound from now on. */
export function hush(yes: boolean): void {
  localStorage.setItem(KEPT, yes ? "off" : "on");
}

/** The two tones, if there is sound. */
export function chime(): void {
  if (!isOn() || typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  void context.resume();
  tone(context, 523.25, 0);
  tone(context, 659.25, 0.28);
}

function tone(context: AudioContext, pitch: number, after: number): void {
  const start = context.currentTime + after;
  const source = context.createOscillator();
  const volume = context.createGain();
  source.frequency.value = pitch;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.25, start + 0.03);
  volume.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
  source.connect(volume).connect(context.destination);
  source.start(start);
  source.stop(start + 1);
}
