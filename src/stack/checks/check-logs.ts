import type { DeploymentOptions } from "../../config/deployment-options.ts";
import { type Complaint, complaintIf } from "./complaint.ts";

/** What is wrong with the options of a deployment for log and metrics. */
export function checkLogs({ logs, metrics, alarms = {} }: DeploymentOptions): readonly Complaint[] {
  const { accepted } = logs ?? {};
  return [
    ...complaintIf(
      accepted !== undefined && !(accepted >= 0 && accepted <= 1),
      `logs.accepted is ${accepted}.`,
      "Give a share from 0 to 1: 0.1 writes the lines of one accepted delivery in ten.",
    ),
    ...complaintIf(
      metrics !== undefined && metrics !== "by-source" && metrics !== "totals",
      `metrics is "${metrics}".`,
      'Write "by-source", or "totals" for metrics without a dimension for the source.',
    ),
    ...complaintIf(
      "perSource" in alarms && alarms.perSource === true && metrics === "totals",
      'alarms.perSource needs metrics by source, but metrics is "totals".',
      "Leave one of them out.",
    ),
  ];
}
