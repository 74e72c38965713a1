import type { Verdict } from "../../src/core/outcome.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { Secret } from "../../src/core/secret.ts";
import type { Signature } from "../../src/core/signature.ts";
import { verify } from "../../src/signatures/verify.ts";

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

/** The verdict on a request made by hand: `ok`, or the reason against it. */
export async function judged(signature: Signature | readonly Signature[], draft: Draft): Promise<string> {
  const secrets = (draft.secrets ?? ["a-secret-for-tests"]).map((secret) =>
    typeof secret === "string" ? new Secret(secret) : secret,
  );
  const nowMs = clock * 1_000 + (draft.lateMs ?? 0);
  const verdict: Verdict = await verify(signature, requestOf(draft), secrets, nowMs, async (url) => {
    const text = draft.fetched?.[url];
    if (text === undefined) throw new Error(`nothing stands at ${url}`);
    return text;
  });
  return verdict.ok ? "ok" : verdict.reason;
}
