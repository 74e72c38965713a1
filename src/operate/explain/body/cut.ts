import { decodeUtf8 } from "../../../core/json/json.ts";
import { type BodyReading, bytesAsText, type UndoBody } from "./body-change.ts";

/** What closes the brackets and the string that a cut JSON text has left open. */
function closing(text: string): string | undefined {
  const open: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      at++;
      while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
      if (at >= text.length) return `"${open.toReversed().join("")}`;
    } else if (character === "{") open.push("}");
    else if (character === "[") open.push("]");
    else if (character === "}" || character === "]") open.pop();
  }
  return open.length === 0 ? undefined : open.toReversed().join("");
}

/** A body that lacks its last byte, or only what closes its JSON: more can't be known. */
export const undoCut: UndoBody = function* (body): Generator<BodyReading> {
  const bytes = bytesAsText(body);
  const with_ = (end: string): BodyReading => ({
    body: Buffer.from(bytes + end, "latin1"),
    what: "with the end that is missing",
  });
  const text = decodeUtf8(body);
  const end = text !== undefined && /^\s*[{[]/.test(text) ? closing(text) : undefined;
  if (end !== undefined) for (const more of [end, `${end}\n`, `\n${end}`]) yield with_(more);
  if (end?.startsWith('"'))
    for (let code = 0x20; code < 0x7f; code++) yield with_(String.fromCharCode(code) + end);
  else for (let code = 0x20; code < 0x100; code++) yield with_(String.fromCharCode(code));
};
