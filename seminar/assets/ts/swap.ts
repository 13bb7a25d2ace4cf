// Puts new HTML into the parts of a page, only where it changed, without disturbing whoever is typing.

const shown = new Map<Element, string>();

type Typed = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Remember that `part` already shows `html`, so that the same picture leaves the page alone. */
export function settle(part: Element, html: string): void {
  shown.set(part, html);
}

/**
 * Show `html` in `part`. Says whether anything changed. Focus stays where the same element remains, and so does half-typed
 * text, unless the page keeps that itself.
 */
export function swap(part: Element, html: string, keepTyped = true): boolean {
  if (shown.get(part) === html) return false;
  shown.set(part, html);
  const typed = keepTyped ? keep(part) : new Map<string, string>();
  const focus = part.contains(document.activeElement) ? nameOf(document.activeElement) : "";
  const parsed = new DOMParser().parseFromString(html, "text/html");
  put(part, ...Array.from(parsed.body.childNodes, (node) => document.importNode(node, true)));
  for (const field of fields(part)) restore(field, typed);
  if (focus) find(part, focus)?.focus({ preventScroll: true });
  return true;
}

/** Put `children` in the place of whatever `part` holds. */
export function put(part: Element, ...children: Node[]): void {
  part.textContent = "";
  part.append(...children);
}

/** A new element that holds `text` and nothing else. */
export function element(tag: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

/** The named fields of `part`, in the order of the page. */
export function fields(part: ParentNode): Typed[] {
  return Array.from(part.querySelectorAll<Typed>("input[name], textarea[name], select[name]"));
}

function keep(part: Element): Map<string, string> {
  const typed = new Map<string, string>();
  for (const field of fields(part)) {
    if (field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox")) {
      if (field.checked !== field.defaultChecked && field.checked) typed.set(field.name, field.value);
    } else if (!(field instanceof HTMLSelectElement) && field.type !== "hidden" && field.value !== field.defaultValue) {
      typed.set(field.name, field.value);
    }
  }
  return typed;
}

function restore(field: Typed, typed: Map<string, string>): void {
  const value = typed.get(field.name);
  if (value === undefined) return;
  if (field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox")) {
    field.checked = field.value === value;
  } else {
    field.value = value;
  }
}

/** How to find the same element again after a swap: by id, or by name and value. */
function nameOf(element: Element | null): string {
  if (!element) return "";
  if (element.id) return `#${CSS.escape(element.id)}`;
  const name = element.getAttribute("name");
  if (!name) return "";
  const value = element instanceof HTMLInputElement && element.type === "radio" ? `[value="${CSS.escape(element.value)}"]` : "";
  return `[name="${CSS.escape(name)}"]${value}`;
}

function find(part: Element, selector: string): HTMLElement | null {
  return part.querySelector<HTMLElement>(selector);
}
