import type { Proof } from "../../core/proof.ts";
import type { WebhookRequest } from "../../core/request.ts";
import { sha256 } from "../../core/sha256.ts";
import type { SignedPart } from "./template.ts";

/** A body as a whole: as JSON, an item of it, or a form. */
export const wholeBody = ["body:", "item:", "form:"] as const;

/** The query. Nothing else of a URL is read. */
export const wholeUrl = ["query:"] as const;

/** Most characters around a body that travel in a message as they are. */
const mostAround = 1_024;

/**
 * The proof of a signed text. Where it is the body with other text around it, nothing need be hashed before somebody asks for it.
 * @param covers as in a `Proof`
 * @param parts the signed text without the time of signing, a piece for each value; the body by reference
 * @param stored the delivery as it is stored
 */
export function proofOf(
  covers: readonly string[],
  parts: readonly SignedPart[],
  stored: Pick<WebhookRequest, "body">,
): Proof {
  const at = parts.indexOf(stored.body);
  const isText = at !== -1 && parts.every((part, place) => place === at || typeof part === "string");
  const before = isText ? parts.slice(0, at).join("") : "";
  const after = isText ? parts.slice(at + 1).join("") : "";
  return isText && before.length + after.length <= mostAround
    ? { covers, text: { before, after } }
    : { covers, text: { digest: sha256(parts) } };
}

/** A signature over the body alone. */
export const proveBody = (stored: WebhookRequest): Proof => proofOf(wholeBody, [stored.body], stored);

/** A signature over the URL and the body. @param url as it is signed */
export const proveUrlAndBody = (stored: WebhookRequest, url = stored.url): Proof =>
  proofOf([...wholeBody, ...wholeUrl], [url, "\n", stored.body], stored);

/** A token or password: its holder could have sent anything. */
export const proveEverything = (stored: WebhookRequest): Proof =>
  proofOf(["*"], [stored.method, " ", stored.url, "\n", stored.body], stored);

/**
 * A signed text in which nothing separates the fields for sure: a replay may cut a form into other fields, or move one into the query. It
 * stays the same text, so only the text counts and no value is covered.
 */
export const proveTextAlone = (text: string | undefined, stored: WebhookRequest): Proof =>
  proofOf([], [text || stored.body], stored);
