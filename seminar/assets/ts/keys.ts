// Which command each key of the keyboard presses. The page brings the map, made from the program's own table of commands.

/** By group: `always` works at all times, `letters` can be switched off, `control` goes with Ctrl. */
export interface KeyMap {
  always: Record<string, string>;
  letters: Record<string, string>;
  control: Record<string, string>;
}

/** The page's map: `<body data-keys='{"always": {"PageDown": "next"}, …}'>`. */
export function readKeyMap(): KeyMap {
  return JSON.parse(document.body.dataset["keys"] ?? '{"always":{},"letters":{},"control":{}}') as KeyMap;
}

/** The command that this press of a key asks for, if it asks for any. */
export function commandOf(event: KeyboardEvent, keys: KeyMap, letters = true): string | undefined {
  if (event.altKey || event.metaKey) return undefined;
  if (event.ctrlKey) return keys.control[event.key.toLowerCase()];
  return keys.always[event.key] ?? (letters ? keys.letters[event.key.toLowerCase()] : undefined);
}
