import { verifyRequest } from "../../src/contract/verify-request.ts";
import { factsOf } from "../../src/core/facts.ts";
import type { Finding } from "../../src/core/outcome.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { Secret } from "../../src/core/secret.ts";
import type { Signature } from "../../src/core/signature.ts";
import type { Scheme } from "../../src/signatures/scheme.ts";

/** 2026-05-28T20:26:40Z, in seconds. */
export const clock = 1_780_000_000;

/** A request made by hand. */
export interface Draft {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** `role:value` is given with `{ role, value }`. */
  readonly secrets?: readonly (string | Secret)[];
  /** Milliseconds by which it is later than `clock`. */
  readonly lateMs?: number;
  readonly fetched?: Readonly<Record<string, string>>;
}

export function requestOf({ method = "POST", url, headers = {}, body = "" }: Draft): WebhookRequest {
  const called = url ?? "https://hooks.example/hooks/acme";
  return {
    method,
    url: called,
    query: called.split("?")[1] ?? "",
    headers: new Map(Object.entries(headers)),
    body: Buffer.from(body as string),
  };
}

const secretsOf = ({ secrets = ["a-secret-for-tests"] }: Draft): readonly Secret[] =>
  secrets.map((secret) => (typeof secret === "string" ? new Secret(secret) : secret));

const nowOf = ({ lateMs = 0 }: Draft): number => clock * 1_000 + lateMs;

const fetcherOf =
  ({ fetched = {} }: Draft) =>
  async (url: string): Promise<string> => {
    const text = fetched[url];
    if (text === undefined) throw new Error(`nothing stands at ${url}`);
    return text;
  };

const said = (finding: Finding): string => (finding.ok ? "ok" : finding.reason);

/** The verdict on a request made by hand: `ok`, or the reason against it. */
export async function judged(signature: Signature | readonly Signature[], draft: Draft): Promise<string> {
  const by = { secrets: secretsOf(draft), nowMs: nowOf(draft), fetchText: fetcherOf(draft) };
  return said(await verifyRequest(signature, requestOf(draft), by));
}

/** What one scheme finds, whether or not the request carries what it checks. */
export async function judgedBy<S>(scheme: Scheme<S>, signature: S, draft: Draft): Promise<string> {
  const secrets = secretsOf(draft).map((secret, index) => ({ secret, index }));
  const request = requestOf(draft);
  const facts = factsOf(request);
  const attempt = { request, facts, secrets, nowMs: nowOf(draft), fetchText: fetcherOf(draft) };
  return said(await scheme.verify(signature, attempt));
}
