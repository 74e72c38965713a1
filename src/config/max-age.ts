import { type Provider, signaturesOf } from "../core/provider.ts";
import { ledgerSeconds } from "../core/retention.ts";

/** What says how old a request may be, in seconds. */
const ages: ReadonlySet<string> = new Set(["toleranceSeconds", "maxAgeSeconds", "leewaySeconds"]);

/** A request may be dated ahead by as much as it may be old: what is captured is good for twice that, and the ledger has to know it then. */
const mostSeconds = ledgerSeconds / 2;

/**
 * Which age of a provider's schemes is no number of seconds, or more than the ledger remembers, as text for people; undefined when all are
 * good. `NaN` and `Infinity` would turn the check off in silence.
 */
export function endlessAge(provider: Provider): string | undefined {
  for (const signature of signaturesOf(provider)) {
    for (const [name, seconds] of Object.entries(signature)) {
      if (!ages.has(name) || (name === "toleranceSeconds" && seconds === "unlimited")) continue;
      if (!Number.isFinite(seconds) || seconds < 0 || seconds > mostSeconds) return `${name}: ${seconds}`;
    }
  }
  return undefined;
}
