import type { WebhookRequest } from "../../src/core/request.ts";
import { type Fixture, fixturesOf } from "../support/fixtures.ts";

/** What must come of a hostile request. Refused: the one 401. Unavailable: the one 503. */
export type Want =
  | "refused"
  | "unavailable"
  | "accepted"
  | { readonly status: number; readonly body?: string };

/** One hostile request: a recorded one, what is changed in it, and what must come of it. */
export interface Case {
  readonly name: string;
  /** `provider/fixture`; its first accepted one where only the provider is named. */
  readonly base: string;
  readonly change?: (request: WebhookRequest, fixture: Fixture) => WebhookRequest;
  /** Text of the source's parameter; undefined: the fixture's secrets; null: there is none. */
  readonly secrets?: string | null;
  /** Seconds by which the clock is later than the fixture's. */
  readonly late?: number;
  readonly want: Want;
}

export function fixtureAt(base: string): Fixture {
  const [provider = "", name] = base.split("/");
  const all = fixturesOf(provider);
  const found = all.find((fixture) => (name ? fixture.name === name : fixture.outcome === "accepted"));
  if (!found) throw new Error(`no fixture ${base}`);
  return found;
}

export function withHeader(request: WebhookRequest, name: string, value: string | undefined): WebhookRequest {
  const headers = new Map(request.headers);
  if (value === undefined) headers.delete(name);
  else headers.set(name, value);
  return { ...request, headers };
}

export const withHeaders = (
  request: WebhookRequest,
  values: Readonly<Record<string, string>>,
): WebhookRequest => ({
  ...request,
  headers: new Map([...request.headers, ...Object.entries(values)]),
});

export const withBody = (request: WebhookRequest, body: string | Uint8Array): WebhookRequest => ({
  ...request,
  body: Buffer.from(body as string),
});

/** The first secret of a fixture, without its role. */
export const secretOf = (fixture: Fixture): string =>
  (fixture.secrets[0] ?? "").replace(/^[a-z]+[A-Z][a-z]+:/, "");
