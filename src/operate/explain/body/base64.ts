import { decodeUtf8, parseJson } from "../../../core/json/json.ts";
import { type BodyReading, textBody, type UndoBody } from "./body-change.ts";

/** True for a body that is nothing but base64, in one line or in many. */
export const isBase64Body = (body: Uint8Array): boolean => {
  if (body.length < 8) return false;
  // Most bodies are JSON, and need not be read as a whole.
  if (!/^[\s"A-Za-z0-9+/_=-]*$/.test(Buffer.from(body.subarray(0, 256)).toString("latin1"))) return false;
  const text = decodeUtf8(body)?.replace(/\s+/g, "") ?? "";
  return /^"?[A-Za-z0-9+/_-]{16,}={0,2}"?$/.test(text) && text.replace(/[="]/g, "").length % 4 !== 1;
};

const decodedBytes = (text: string): Buffer => Buffer.from(text.replace(/["\s]+/g, ""), "base64");

/** A gateway's event in place of the body that it carries. */
function* inEvent(text: string): Generator<BodyReading> {
  const value = text.startsWith("{") ? parseJson(text)?.value : undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  for (const name of ["body", "Body", "data", "payload", "rawBody", "content"]) {
    const inner: unknown = (value as Readonly<Record<string, unknown>>)[name];
    if (typeof inner !== "string") continue;
    if (isBase64Body(Buffer.from(inner)))
      yield { body: decodedBytes(inner), what: `as the base64 in its member ${name}, decoded` };
  }
}

/** Base64 that was not decoded on the way, or encoded or decoded once too often. */
export const undoBase64: UndoBody = function* (body): Generator<BodyReading> {
  const text = decodeUtf8(body);
  if (text !== undefined && isBase64Body(body)) {
    const once = decodedBytes(text);
    yield { body: once, what: "decoded from base64" };
    if (isBase64Body(once)) yield { body: decodedBytes(once.toString()), what: "decoded twice from base64" };
  }
  // Too short to be known for base64.
  else if (text !== undefined && /^["\s]*[A-Za-z0-9+/]{4,}={0,2}["\s]*$/.test(text))
    yield { body: decodedBytes(text), what: "decoded from base64" };
  if (text !== undefined) yield* inEvent(text);
  const [, inData] = /^data:[^,]*;base64,(.*)$/s.exec(text ?? "") ?? [];
  if (inData !== undefined) yield { body: decodedBytes(inData), what: "decoded from its data URL" };
  if (body.length === 0) return;
  const bytes = Buffer.from(body);
  yield textBody(bytes.toString("base64"), "encoded in base64");
  yield textBody(bytes.toString("base64url"), "encoded in base64url");
  yield textBody(`${bytes.toString("base64")}\n`, "encoded in base64, with a line end");
  yield textBody(`"${bytes.toString("base64")}"`, "encoded in base64, in quotes");
  yield textBody(
    (bytes.toString("base64").match(/.{1,76}/g) ?? []).join("\r\n"),
    "encoded in base64, in lines",
  );
};
