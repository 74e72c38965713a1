import { signaturesOf } from "../../src/core/provider.ts";
import { type NormalizedEvent, normalize } from "../../src/events/normalize.ts";
import { chooseScheme } from "../../src/signatures/choose.ts";
import { sourceOf, storedBy } from "../identity/identity-of.ts";
import { loadProvider } from "./contract-kit.ts";
import { requestOf } from "./judged.ts";

/** A delivery made by hand: JSON, or a form. */
export interface Told {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly form?: Readonly<Record<string, string>>;
}

/** The events that a provider makes of a delivery, whose signature is taken for good. */
export async function eventsTold(
  id: string,
  { headers = {}, body, form }: Told,
): Promise<readonly NormalizedEvent[]> {
  const provider = await loadProvider(id);
  const type = form ? "application/x-www-form-urlencoded" : "application/json";
  const request = requestOf({
    headers: { "content-type": type, ...headers },
    body: form ? new URLSearchParams(form).toString() : JSON.stringify(body),
  });
  const signature = chooseScheme(signaturesOf(provider), request) ?? signaturesOf(provider)[0];
  if (!signature) throw new Error(`${id} has no scheme`);
  const delivery = await storedBy(provider, signature, request);
  return normalize(delivery, sourceOf(provider), new Set(["main"])).events;
}

/** `entity action` of each event; `-` for what is not said. */
export const wordsTold = async (id: string, told: Told): Promise<readonly string[]> =>
  (await eventsTold(id, told)).map(({ envelope: { entity = "-", action = "-" } }) => `${entity} ${action}`);
