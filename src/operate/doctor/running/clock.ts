import type { DoctorCheck } from "../finding.ts";
import type { RunningSubject } from "./subject.ts";

/** A difference that shows a clock which nobody sets. HTTP tells seconds only. */
const warnSeconds = 5;

/** Vendors' signatures are often good for five minutes: a minute takes a part of that from each. */
const badSeconds = 60;

/** This machine's clock against that of a server. */
export const clockCheck: DoctorCheck<RunningSubject> = {
  name: "clock",
  about: "this machine's clock",
  async run({ serverTime }) {
    const time = await serverTime();
    if (!time) return { skipped: "No server could be asked for the time." };
    const offSeconds = Math.round((time.here - time.at) / 1000);
    const by = Math.abs(offSeconds);
    if (by < warnSeconds) return [];
    return [
      {
        level: by >= badSeconds ? "bad" : "warn",
        text: `The clock of this machine is ${by} s ${offSeconds > 0 ? "ahead of" : "behind"} that of ${time.server}.`,
        remedy:
          "Let the operating system set it (NTP): signatures are refused, and times in lists are wrong.",
      },
    ];
  },
};
