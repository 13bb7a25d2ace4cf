// The sentences a script may say. The page brings them in its own language: `<body data-say='{"saved": "…"}'>`.

const sentences = JSON.parse(document.body.dataset["say"] ?? "{}") as Record<string, string>;

/** The page's sentence `name`, with its `{places}` filled in. A missing one shows its name, so that it is noticed. */
export function say(name: string, places: Record<string, string | number> = {}): string {
  const sentence = sentences[name] ?? name;
  return sentence.replace(/\{(\w+)\}/g, (whole, place: string) => String(places[place] ?? whole));
}
