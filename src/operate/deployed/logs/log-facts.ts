import { ids } from "../../../stack/deployment.ts";
import type { DeployedContext } from "../context.ts";
import { settingOf } from "../stack/deployed-stack.ts";
import { oneDayMs } from "./lists/list-range.ts";

/** Since when there can be lines: CloudWatch deletes what is older. */
export function oldestLine({ stack, now }: DeployedContext): number {
  const { RetentionInDays: days } = stack.template.Resources[ids.receiveLogs]?.Properties ?? {};
  return typeof days === "number" ? now() - days * oneDayMs : 0;
}

/** The share of accepted deliveries that have lines; undefined where it is all of them. */
export function acceptedShareOf({ stack }: DeployedContext): number | undefined {
  const share = Number(settingOf(stack, "acceptedShare") ?? 1);
  return share < 1 ? share : undefined;
}

/** Bytes in words: what a query of Logs Insights is charged for. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1_000)} KB`;
  return bytes < 1_000_000_000 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
