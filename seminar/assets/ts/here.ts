// Where the room is, as the page shows it.

import { find } from "./hooks";

export const main = find("part=main");

export interface Here {
  state: string;
  step: string;
  round: number;
}

export function now(): Here {
  const { state, step, round } = main.querySelector<HTMLElement>(".now")!.dataset as Record<string, string>;
  return { state: state!, step: step!, round: Number(round) };
}

/** Whether something belongs to the step and round that are shown now. */
export function isHere(kept: { step: string; round: number } | null): boolean {
  return kept !== null && kept.step === now().step && kept.round === now().round;
}
