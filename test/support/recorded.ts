import { verifyRequest } from "../../src/contract/verify-request.ts";
import { signaturesOf } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { loadProvider } from "./contract-kit.ts";
import { type Fixture, fetchedText, fixturesOf, secretsFor } from "./fixtures.ts";

/** What may be changed of a recorded request. Its signature stays as somebody else made it. */
export interface Changes {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly url?: string;
  readonly secrets?: readonly string[];
  readonly clock?: number;
  readonly fetched?: Fixture["fetched"];
}

/** A recorded request of a provider, and the verdict on it with something changed. */
export async function recorded(id: string, name: string) {
  const provider = await loadProvider(id);
  const fixture = fixturesOf(id).find((one) => one.name === name);
  if (!fixture) throw new Error(`no fixture ${id}/${name}`);
  const judge = ({ headers, body, url, secrets, clock, fetched }: Changes = {}) => {
    const { request } = fixture;
    const changed: WebhookRequest = {
      ...request,
      ...(url !== undefined && { url, query: url.split("?")[1] ?? "" }),
      ...(body !== undefined && { body: Buffer.from(body) }),
      headers: new Map([...request.headers, ...Object.entries(headers ?? {})]),
    };
    return verifyRequest(signaturesOf(provider), changed, {
      secrets: secretsFor(provider, secrets ?? fixture.secrets),
      nowMs: (clock ?? fixture.clock) * 1000,
      fetchText: (asked) => fetchedText({ fetched: fetched ?? fixture.fetched ?? {} }, asked),
    });
  };
  return { provider, fixture, judge, body: Buffer.from(fixture.request.body).toString() };
}
