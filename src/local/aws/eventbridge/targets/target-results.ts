import type { DatabaseSync } from "node:sqlite";
import { parseJson } from "../../../../core/json/json.ts";
import { isObject } from "../../aws-json-input.ts";

/** What became of an event at a target, or that it still waits. */
export interface TargetDelivery {
  readonly ruleArn: string;
  /** `Id` of the target. */
  readonly target: string;
  readonly state: "delivered" | "failed" | "waiting";
  readonly attempts: number;
  /** The last failure. */
  readonly reason?: string;
  /** When it ended, in milliseconds. */
  readonly ended?: number;
}

/** How a rule's deliveries are going. */
export interface RuleDeliveries {
  readonly waiting: number;
  /** Of those that wait, how many have failed before. */
  readonly retrying: number;
  /** Given up since the moment that was asked for. */
  readonly failed: number;
  /** Events that matched: of those whose delivery has ended since then, and of those that wait. */
  readonly matched: number;
}

type Stored = Readonly<Record<string, unknown>>;

function endedDelivery({ rule, target, state, attempts, reason, ended }: Stored): TargetDelivery {
  return {
    ruleArn: String(rule),
    target: String(target),
    state: state as TargetDelivery["state"],
    attempts: Number(attempts),
    ...(reason !== null && { reason: String(reason) }),
    ended: Number(ended),
  };
}

function waitingOf({ rule, target, attempts, failure }: Stored): TargetDelivery {
  const settings = parseJson(String(target))?.value;
  const last = typeof failure === "string" ? parseJson(failure)?.value : undefined;
  return {
    ruleArn: String(rule),
    target: isObject(settings) ? String(settings.Id) : "",
    state: "waiting",
    attempts: Number(attempts),
    ...(isObject(last) && { reason: `${String(last.code)}: ${String(last.message)}` }),
  };
}

/** The deliveries of one event to targets. */
export function targetResults(database: DatabaseSync, event: number): readonly TargetDelivery[] {
  const ended = database.prepare("SELECT * FROM delivery_ends WHERE event = ? ORDER BY number").all(event);
  const waiting = database.prepare("SELECT * FROM deliveries WHERE event = ? ORDER BY number").all(event);
  return [...ended.map(endedDelivery), ...waiting.map(waitingOf)];
}

/** The deliveries of a rule. @param since for those that have ended, in milliseconds */
export function ruleDeliveries(database: DatabaseSync, ruleArn: string, since: number): RuleDeliveries {
  const waiting = database
    .prepare(
      "SELECT COUNT(*) AS waiting, SUM(failure IS NOT NULL) AS retrying FROM deliveries WHERE rule = ?",
    )
    .get(ruleArn);
  const failed = database
    .prepare(
      "SELECT COUNT(*) AS failed FROM delivery_ends WHERE rule = ? AND ended >= ? AND state = 'failed'",
    )
    .get(ruleArn, since);
  const matched = database
    .prepare(
      "SELECT COUNT(*) AS matched FROM (SELECT event FROM delivery_ends WHERE rule = ? AND ended >= ? UNION SELECT event FROM deliveries WHERE rule = ?)",
    )
    .get(ruleArn, since, ruleArn);
  return {
    waiting: Number(waiting?.waiting ?? 0),
    retrying: Number(waiting?.retrying ?? 0),
    failed: Number(failed?.failed ?? 0),
    matched: Number(matched?.matched ?? 0),
  };
}
