import { type Provider, signaturesOf } from "../../core/provider.ts";
import type { WebhookRequest } from "../../core/request.ts";
import { secretOf } from "../../core/secret.ts";
import { chooseScheme } from "../../signatures/choose.ts";
import { secretRoles } from "../../signatures/secret-roles.ts";
import { verify } from "../../signatures/verify.ts";
import type { KeyFetcher } from "./key-fetcher.ts";

/** A request whose vendor publishes keys. */
export interface KeyedRequest {
  readonly provider: Provider;
  /** Name of the source. */
  readonly source: string;
  readonly request: WebhookRequest;
  readonly secrets: readonly string[];
  /** When it came, in ms since 1970. */
  readonly clockMs: number;
}

/**
 * The vendor's keys that a request needs, by their URLs: what the bridge itself would fetch, from hosts that it would ask. A key that
 * can't be fetched is left out.
 */
export async function readKeys(
  { provider, source, request, secrets, clockMs }: KeyedRequest,
  fetcher: KeyFetcher,
): Promise<Readonly<Record<string, string>>> {
  const schemes = signaturesOf(provider);
  const fetched: Record<string, string> = {};
  const roles = secretRoles(provider);
  try {
    await verify(request, {
      signature: chooseScheme(schemes, request),
      schemes,
      secrets: secrets.map((text) => secretOf(text, roles)),
      nowMs: clockMs,
      async fetchText(url, query) {
        const found = await fetcher.text(url, { ...query, source });
        if (typeof found === "string") fetched[url] = found;
        return found;
      },
    });
  } catch {
    // What was fetched until then is all that there is; the explanation says what it lacks.
  }
  return fetched;
}
