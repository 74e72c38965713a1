import { type Provider, signaturesOf } from "../core/provider.ts";

/** What says how old a request may be, in seconds. */
const ages: ReadonlySet<string> = new Set(["toleranceSeconds", "maxAgeSeconds", "leewaySeconds"]);

/**
 * Which age of a provider's schemes is no number of seconds, as text for people; undefined when all are. `NaN` and `Infinity` would turn the
 * check off in silence.
 */
export function endlessAge(provider: Provider): string | undefined {
  for (const signature of signaturesOf(provider)) {
    for (const [name, seconds] of Object.entries(signature)) {
      if (!ages.has(name) || (name === "toleranceSeconds" && seconds === "unlimited")) continue;
      if (!Number.isFinite(seconds) || seconds < 0) return `${name}: ${seconds}`;
    }
  }
  return undefined;
}
