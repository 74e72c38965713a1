import { type Provider, signaturesOf } from "../../core/provider.ts";
import { ledgerSeconds } from "../../core/retention.ts";

/** Fields of a scheme that limit the age of a request, in seconds. */
const ageFields: ReadonlySet<string> = new Set(["toleranceSeconds", "maxAgeSeconds", "leewaySeconds"]);

/** A request may be dated ahead, at most by its largest age, so a captured one stays valid for twice that. The ledger must still know it then. */
const longestSeconds = ledgerSeconds / 2;

/**
 * The first age limit of a provider that is no number of seconds or longer than the ledger remembers, as `name: value`; undefined when
 * there is none. `NaN` and `Infinity` would turn the check off silently.
 */
export function unboundedAge(provider: Provider): string | undefined {
  for (const signature of signaturesOf(provider)) {
    for (const [name, seconds] of Object.entries(signature)) {
      if (!ageFields.has(name) || (name === "toleranceSeconds" && seconds === "unlimited")) continue;
      if (!Number.isFinite(seconds) || seconds < 0 || seconds > longestSeconds) return `${name}: ${seconds}`;
    }
  }
  return undefined;
}
