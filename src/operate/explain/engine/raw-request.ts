import { decodeUtf8 } from "../../../core/json/json.ts";
import type { WebhookRequest } from "../../../core/request.ts";

/** A header as it was sent. */
export type RawHeader = readonly [name: string, value: string];

/** A request as it went over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, undecoded. */
  readonly target: string;
  /** In order; a name may stand twice. */
  readonly headers: readonly RawHeader[];
  /** Everything behind the empty line, whatever `content-length` says. */
  readonly body: Uint8Array;
}

function endOfHead(bytes: Buffer): { readonly head: number; readonly body: number } {
  const crlf = bytes.indexOf("\r\n\r\n");
  const lf = bytes.indexOf("\n\n");
  if (crlf !== -1 && (lf === -1 || crlf < lf)) return { head: crlf, body: crlf + 4 };
  return lf === -1 ? { head: bytes.length, body: bytes.length } : { head: lf, body: lf + 2 };
}

/** Reads a raw request; undefined where its first line is no request line. Other lines that are no headers are left out. */
export function readRawRequest(request: Uint8Array): WireRequest | undefined {
  const bytes = Buffer.from(request.buffer, request.byteOffset, request.byteLength);
  const { head, body } = endOfHead(bytes);
  const headBytes = bytes.subarray(0, head);
  const [first = "", ...lines] = (decodeUtf8(headBytes) ?? headBytes.toString("latin1")).split(/\r?\n/);
  const [, method, target] = /^([A-Za-z]+) +(\S+)(?: +HTTP\/[0-9.]+)?$/.exec(first) ?? [];
  if (method === undefined || target === undefined) return undefined;
  const headers = lines.flatMap((line): readonly RawHeader[] => {
    const [, name, value = ""] = /^([!-9;-~]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value]];
  });
  return {
    method: method.toUpperCase(),
    target: target.replace(/^[a-z]+:\/\/[^/]*/i, ""),
    headers,
    body: new Uint8Array(bytes.subarray(body)),
  };
}

/** The headers by lower-case name, repeated ones joined with a comma as gateways do. */
function headerMap(headers: readonly RawHeader[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [name, value] of headers) {
    const before = map.get(name.toLowerCase());
    map.set(name.toLowerCase(), before === undefined ? value : `${before},${value}`);
  }
  return map;
}

/** The request as the bridge takes it. @param publicUrl without a query */
export function webhookOf({ method, target, headers, body }: WireRequest, publicUrl: string): WebhookRequest {
  const mark = target.indexOf("?");
  const query = mark === -1 ? "" : target.slice(mark + 1);
  const url = query === "" ? publicUrl : `${publicUrl}?${query}`;
  return { method, url, query, headers: headerMap(headers), body };
}

/** The name of the source in the request's path. */
export function sourceInPath({ target }: Pick<WireRequest, "target">): string {
  const path = target.replace(/[?#].*$/s, "").replace(/\/+$/, "");
  const last = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
