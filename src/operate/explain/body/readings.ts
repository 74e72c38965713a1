import type { WebhookRequest } from "../../../core/request.ts";
import type { CauseWord } from "../explanation.ts";
import { undoBase64 } from "./base64.ts";
import type { UndoBody } from "./body-change.ts";
import { guessCharacters, undoCharset } from "./charset.ts";
import { undoCut } from "./cut.ts";
import { undoForm } from "./forms.ts";
import { undoNewlines } from "./newlines.ts";
import { undoPacking } from "./packed.ts";
import { undoLayout, undoNesting, undoNumbers, undoOrder } from "./restyle.ts";

/** A family of changes to bodies. */
export interface BodyFamily {
  readonly cause: CauseWord;
  /** What is ruled out where none of it matches. */
  readonly name: string;
  readonly undo: UndoBody;
}

/** What may have been done to a body, the cheapest to try first. */
export const bodyFamilies: readonly BodyFamily[] = [
  { cause: "body-newlines", name: "line ends, a byte-order mark", undo: undoNewlines },
  { cause: "body-compressed", name: "compression", undo: undoPacking },
  { cause: "body-base64", name: "base64 around the body", undo: undoBase64 },
  { cause: "body-charset", name: "another character set", undo: undoCharset },
  { cause: "body-truncated", name: "a missing end that can be known", undo: undoCut },
  { cause: "body-reserialized", name: "spaces, indentation and escapes of its JSON", undo: undoLayout },
  { cause: "body-reserialized", name: "the spelling and order of its form", undo: undoForm },
  { cause: "body-reserialized", name: "JSON inside of other JSON", undo: undoNesting },
  { cause: "body-charset", name: "replaced characters", undo: guessCharacters },
  { cause: "body-reserialized", name: "the form of its numbers", undo: undoNumbers },
  { cause: "body-reserialized", name: "the order of its keys", undo: undoOrder },
];

/** A request with another body. */
export function withBody(request: WebhookRequest, body: Uint8Array, contentType?: string): WebhookRequest {
  if (contentType === undefined) return { ...request, body };
  return { ...request, body, headers: new Map([...request.headers, ["content-type", contentType]]) };
}
