// The `data-*` marks by which scripts find their places in a page; the templates carry them under the same names.

/** Each mark without its `data-`, and the element that carries it. */
export interface Hooks {
  // the frame of a phone's page
  "part=main": HTMLElement;
  actions: HTMLElement;
  aloud: HTMLElement;
  joined: HTMLElement;
  joining: HTMLDetailsElement;
  send: HTMLButtonElement;
  status: HTMLElement;
  wrong: HTMLElement;
  // what a phone shows now
  before: HTMLElement;
  bring: HTMLElement;
  counted: HTMLElement;
  done: HTMLElement;
  handed: HTMLElement;
  "kept-answer": HTMLElement;
  mine: HTMLElement;
  own: HTMLElement;
  progress: HTMLElement;
  questions: HTMLElement;
  seat: HTMLElement;
  steps: HTMLElement;
  unsent: HTMLElement;
  // its fields
  fault: HTMLElement;
  field: HTMLElement;
  most: HTMLElement;
  order: HTMLElement;
  rest: HTMLElement;
  share: HTMLElement;
  stays: HTMLInputElement | HTMLTextAreaElement;
  tap: HTMLButtonElement;
  // its buttons
  edit: HTMLButtonElement;
  forget: HTMLButtonElement;
  leave: HTMLButtonElement;
  "move='0'": HTMLButtonElement;
  "go=back": HTMLButtonElement;
  "go=on": HTMLButtonElement;
  // a return card
  brought: HTMLElement;
  card: HTMLElement;
  drop: HTMLElement;
  keep: HTMLElement;
  kept: HTMLElement;
  // what is taken home
  along: HTMLInputElement;
  calendar: HTMLAnchorElement;
  plan: HTMLElement;
  sent: HTMLElement;
  take: HTMLElement;
  // the console
  address: HTMLDetailsElement;
  drive: HTMLFormElement;
  early: HTMLElement;
  hand: SVGElement;
  help: HTMLDetailsElement;
  "help-key": HTMLAnchorElement;
  keyrow: HTMLElement;
  late: HTMLElement;
  letters: HTMLElement;
  now: HTMLElement;
  "part=pending": HTMLElement;
  people: HTMLFormElement;
  private: HTMLElement;
  said: HTMLElement;
  store: HTMLElement;
  trouble: HTMLElement;
  used: HTMLElement;
  seen: HTMLInputElement;
  // projector and console, and an author's preview
  clock: HTMLElement;
  count: HTMLElement;
  fit: HTMLElement;
  frame: HTMLIFrameElement;
  left: HTMLElement;
  more: HTMLElement;
  net: HTMLElement;
  paper: HTMLIFrameElement;
  part: HTMLElement;
  "part-end": HTMLElement;
  ring: SVGElement;
  sound: HTMLElement;
  step: HTMLElement;
}

/** The first element of `root` that carries the mark, if any does. */
export function seek<Name extends keyof Hooks>(name: Name, root: ParentNode = document): Hooks[Name] | null {
  return root.querySelector<Hooks[Name]>(`[data-${name}]`);
}

/** The first element of `root` that carries the mark, on a page that always has it. */
export function find<Name extends keyof Hooks>(name: Name, root: ParentNode = document): Hooks[Name] {
  return seek(name, root)!;
}

/** All elements of `root` that carry the mark, in the order of the page. */
export function all<Name extends keyof Hooks>(name: Name, root: ParentNode = document): Hooks[Name][] {
  return Array.from(root.querySelectorAll<Hooks[Name]>(`[data-${name}]`));
}

/** The nearest element around `element`, or itself, that carries the mark. */
export function around<Name extends keyof Hooks>(name: Name, element: Element): Hooks[Name] | null {
  return element.closest<Hooks[Name]>(`[data-${name}]`);
}

/** Whether `element` carries the mark itself. */
export function carries(name: keyof Hooks, element: Element): boolean {
  return element.hasAttribute(`data-${name}`);
}
