import type { WebhookRequest } from "../../../core/request.ts";

/** A request as bytes, as node:http took it apart. */
export interface RawHttp {
  readonly method: string;
  /** Path and query, not decoded. */
  readonly target: string;
  /** Names and values in their order; a name may stand twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

/** Says how a body was cut into pieces, of which nothing is left. */
const framing = new Set(["transfer-encoding", "content-length"]);

/** Pairs of names and values. @param rawHeaders as in node:http */
export const headerPairs = (rawHeaders: readonly string[]): RawHttp["headers"] =>
  Array.from({ length: rawHeaders.length >> 1 }, (_, index) => [
    rawHeaders[index * 2] ?? "",
    rawHeaders[index * 2 + 1] ?? "",
  ]);

/** Writes a request as HTTP/1.1: request line, headers, blank line, body. */
export function httpBytes({ method, target, headers, body }: RawHttp): Buffer {
  const chunked = headers.some(([name]) => name.toLowerCase() === "transfer-encoding");
  const kept = chunked ? headers.filter(([name]) => !framing.has(name.toLowerCase())) : headers;
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...kept.map(([name, value]) => `${name}: ${value}`),
    ...(chunked ? [`content-length: ${body.length}`] : []),
  ];
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), body]);
}

/** Reads what `httpBytes` has written; undefined for other bytes. */
export function readHttp(bytes: Uint8Array): RawHttp | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.indexOf("\r\n\r\n");
  if (end === -1) return undefined;
  const [first = "", ...lines] = buffer.toString("latin1", 0, end).split("\r\n");
  const [method = "", target = ""] = first.split(" ");
  const headers = lines.map((line): readonly [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return { method, target, headers, body: buffer.subarray(end + 4) };
}

/** The request as verification reads it. @param origin scheme and host that the vendor called */
export function webhookRequestOf({ method, target, headers, body }: RawHttp, origin: string): WebhookRequest {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const before = joined.get(name.toLowerCase());
    joined.set(name.toLowerCase(), before === undefined ? value : `${before},${value}`);
  }
  const mark = target.indexOf("?");
  const query = mark === -1 ? "" : target.slice(mark + 1);
  return { method, url: `${origin.replace(/\/+$/, "")}${target}`, query, headers: joined, body };
}
