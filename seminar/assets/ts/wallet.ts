// The return card that this phone keeps, because its owner asked for it.

const KEY = "raus-card";

export function held(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

export function hold(card: string): void {
  try {
    localStorage.setItem(KEY, card);
  } catch {
    // A browser that keeps nothing: the picture or the paper is the card.
  }
}

export function drop(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // There was nothing.
  }
}
