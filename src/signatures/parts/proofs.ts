import type { Proof } from "../../core/proof.ts";
import type { WebhookRequest } from "../../core/request.ts";
import { sha256 } from "../../core/sha256.ts";
import type { SignedPart } from "./template.ts";

/** Covers a whole body, read as JSON, an item of it, or a form. */
export const wholeBody = ["body:", "item:", "form:"] as const;

/** Covers the query. No other part of a URL is read. */
export const wholeUrl = ["query:"] as const;

/** Most characters around a body that a message carries as they are; longer texts are hashed. */
const mostAround = 1_024;

/**
 * The proof of a signed text. A body with text around it is hashed later, when an identity needs it.
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
  const around = isText && { before: parts.slice(0, at).join(""), after: parts.slice(at + 1).join("") };
  return around && around.before.length + around.after.length <= mostAround
    ? { covers, text: around }
    : { covers, text: { digest: sha256(parts) } };
}

/** The proof of a signature over the body alone. */
export const proveBody = (stored: WebhookRequest): Proof => proofOf(wholeBody, [stored.body], stored);

/** The proof of a signature over URL and body. @param url as it is signed */
export const proveUrlAndBody = (stored: WebhookRequest, url = stored.url): Proof =>
  proofOf([...wholeBody, ...wholeUrl], [url, "\n", stored.body], stored);

/** The proof of a token or password: its holder could have sent anything, so all counts as covered. */
export const proveEverything = (stored: WebhookRequest): Proof =>
  proofOf(["*"], [stored.method, " ", stored.url, "\n", stored.body], stored);

/**
 * The proof of a text without safe separators. A replay could cut it into other fields: no value is covered.
 */
export const proveTextAlone = (text: string | undefined, stored: WebhookRequest): Proof =>
  proofOf([], [text || stored.body], stored);
