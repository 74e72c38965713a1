import type { Clock } from "../../core/clock.ts";
import type { ServerTime } from "./running/subject.ts";

const patienceForTimeMs = 5_000;

/** Asks a server for the time: the `Date` of its answer, whatever it answers. Undefined where it can't be reached or says no time. */
export async function timeOfServer(url: string, now: Clock): Promise<ServerTime | undefined> {
  const asked = now();
  try {
    const { headers, body } = await fetch(url, {
      method: "HEAD",
      redirect: "manual",
      signal: AbortSignal.timeout(patienceForTimeMs),
    });
    await body?.cancel();
    const at = Date.parse(headers.get("date") ?? "");
    // HTTP's time is cut to the second: half of one is the likeliest rest.
    return Number.isNaN(at)
      ? undefined
      : { at: at + 500, here: (asked + now()) / 2, server: new URL(url).host };
  } catch {
    return undefined;
  }
}
