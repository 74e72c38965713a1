import { isUtf8 } from "node:buffer";
import { decodeBase64 } from "../../core/base64.ts";
import { BridgeError } from "../../core/errors.ts";

/** JSON texts that look like base64, and are nothing when they are decoded. */
const literal = /^(?:null|true|[0-9]+)$/;

/**
 * The bytes of a body from the buffer queue. The gateway writes it in base64 or, by another line of its documentation, as text; which
 * one applies to a request without a content type, no page says. So the length that the sender declared decides: a text may
 * look like base64 (`null`), and decoded it would be another body.
 * @param headers by lower-case name
 * @throws BridgeError `malformed-request` where neither has that length: its message stays in the queue
 */
export function bufferedBody(text: string, headers: ReadonlyMap<string, string>): Uint8Array {
  const decoded = decodeBase64(text);
  const length = headers.get("content-length");
  if (length !== undefined && /^[0-9]+$/.test(length)) return bodyOfLength(Number(length), text, decoded);
  // The gateway writes `{}` for a missing body; base64 never is that.
  if (text === "{}") return Buffer.alloc(0);
  if (!decoded) return Buffer.from(text);
  // Without a length, the documented form for an API whose media types are all binary.
  return literal.test(text) && !isUtf8(decoded) ? Buffer.from(text) : decoded;
}

function bodyOfLength(length: number, text: string, decoded: Uint8Array | undefined): Uint8Array {
  if (length === 0 && (text === "{}" || text === "")) return Buffer.alloc(0);
  if (decoded?.length === length) return decoded;
  const bytes = Buffer.from(text);
  if (bytes.length === length) return bytes;
  throw new BridgeError(
    "malformed-request",
    `A request in the buffer queue declared ${length} bytes. Its body has ${bytes.length}, and decoded ${decoded?.length ?? "it is not base64"}.`,
    "Check the front door: its binary media types must be `*/*`, and its integration must convert to text.",
  );
}
