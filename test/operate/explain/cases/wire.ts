/** A request as it goes over the wire: header names keep their case and order, and may stand twice. */

import type { WebhookRequest } from "../../../../src/core/request.ts";
import { parseRequest } from "../../../../src/recorded/http-text.ts";

export type Header = readonly [name: string, value: string];

export interface Wire {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
}

export function wireBytes({ method, target, headers, body }: Wire): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return Buffer.concat([Buffer.from([`${method} ${target} HTTP/1.1`, ...lines, "", ""].join("\r\n")), body]);
}

/** The request as the bridge takes it: its URL is the public one with the query of the request line. */
export function requestOf(bytes: Uint8Array, publicUrl: string): WebhookRequest {
  const request = parseRequest(Buffer.from(bytes), "");
  return { ...request, url: request.query === "" ? publicUrl : `${publicUrl}?${request.query}` };
}

/** A header's name as most HTTP/1.1 senders write it. */
export const titled = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
