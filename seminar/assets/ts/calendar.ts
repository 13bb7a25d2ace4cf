// A calendar file (RFC 5545) with words of one's own in it, put there on the phone so that they never leave it.

const OCTETS = 75; // in one line; the rest goes on in the next, after a space

/** The file with `words` at the end of each event's description. What its alarms say is left as it is. */
export function withWords(file: string, words: string): string {
  let ringing = false;
  const lines = file.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const said = lines.map((line) => {
    if (line === "BEGIN:VALARM" || line === "END:VALARM") ringing = line === "BEGIN:VALARM";
    return !ringing && line.startsWith("DESCRIPTION:") ? `${line}\\n\\n${escaped(words)}` : line;
  });
  return said.map(folded).join("\r\n");
}

function escaped(text: string): string {
  const plain = text.replace(/\r\n?|[\x85\u2028\u2029]/g, "\n").replace(/[\0-\x08\x0b-\x1f\x7f]/g, "");
  return plain.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
}

/** A line in pieces of at most 75 octets, never cut within a character. */
function folded(line: string): string {
  let pieces = "";
  let room = OCTETS;
  for (const sign of line) {
    const size = octets(sign.codePointAt(0)!);
    if (size > room) {
      pieces += "\r\n ";
      room = OCTETS - 1;
    }
    pieces += sign;
    room -= size;
  }
  return pieces;
}

function octets(point: number): number {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}
