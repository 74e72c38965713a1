import type { Provider } from "../../core/provider.ts";

/** For how long a vendor tries again. */
export function retriesText({ retries }: Provider): string {
  if (retries?.hours === undefined) return "not said";
  if (retries.hours === 0) return "never";
  const minutes = Math.round(retries.hours * 60);
  return minutes < 120 ? `for ${Math.max(1, minutes)} min` : `for ${Math.round(retries.hours * 10) / 10} h`;
}
