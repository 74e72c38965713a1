import type { Bridge } from "../../config/define-bridge.ts";
import { eventFindings } from "../../config/known-events/check-known-events.ts";
import type { DoctorFinding } from "./finding.ts";

/** What `accept` and subscriptions ask for that can't come or may not. */
export const knownEventFindings = (config: Bridge): readonly DoctorFinding[] =>
  eventFindings(config).map(({ level, message, remedy }) => ({
    level: level === "error" ? "bad" : "warn",
    text: message,
    remedy,
  }));
