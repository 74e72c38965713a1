import type { TargetResult } from "../../../../operate/events.ts";
import type { RequestStep, StepTarget } from "../../../../operate/requests.ts";
import type { IndexedEvent } from "../../journal/event-index.ts";
import { type JournalRequest, type JournalStep, wasAccepted } from "../../journal/request-table.ts";
import type { BridgeParts } from "../bridge-parts.ts";

/** Events whose deliveries are looked up: a request may have thousands. */
const mostFollowed = 1_000;

/** What became of an event at the targets of rules: at a subscription what its consumer did, and not that its queue has the event. */
function eventTargets(
  event: IndexedEvent,
  { workspace, consumers }: BridgeParts,
): readonly (TargetResult & { readonly ruleArn: string; readonly ended?: number })[] {
  return (workspace.feed.results(event) ?? []).map(({ ruleArn, ended, ...given }) => {
    const rule = { rule: ruleNameIn(ruleArn), matched: true, targets: [given] };
    const [known] = consumers.results(event.row.bus, [rule], event.row).flatMap(({ targets }) => targets);
    const result = known && known.state !== "unknown" ? known : given;
    return { ...result, ruleArn, ...(ended !== undefined && result.state !== "waiting" && { ended }) };
  });
}

const ruleNameIn = (arn: string): string => arn.split("/").at(-1) ?? arn;

/** What became of the events at each target of a rule. */
function stepTargets(
  events: readonly IndexedEvent[],
  parts: BridgeParts,
  atMs: number,
): readonly StepTarget[] {
  const found = new Map<string, StepTarget>();
  const all = events.slice(0, mostFollowed).flatMap((event) => eventTargets(event, parts));
  for (const { ruleArn, target, state, ended, reason } of all) {
    if (state === "unknown") continue;
    const key = `${ruleArn} ${target}`;
    const none: StepTarget = { rule: ruleNameIn(ruleArn), target, delivered: 0, waiting: 0, failed: 0 };
    const before = found.get(key) ?? none;
    const offsetMs = ended === undefined ? before.offsetMs : Math.max(before.offsetMs ?? 0, ended - atMs);
    found.set(key, {
      ...before,
      [state]: before[state] + 1,
      ...(offsetMs !== undefined && { offsetMs }),
      ...(reason !== undefined && { reason }),
    });
  }
  return [...found.values()];
}

/** The delivery of a request's events to the targets of rules, as one step. */
function deliveredStep(targets: readonly StepTarget[]): readonly RequestStep[] {
  if (targets.length === 0) return [];
  const sum = (state: "delivered" | "waiting" | "failed"): number =>
    targets.reduce((total, target) => total + target[state], 0);
  const [delivered, waiting, failed] = [sum("delivered"), sum("waiting"), sum("failed")];
  const words = [
    `${delivered} of ${delivered + waiting + failed} deliveries to targets of rules`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
  ];
  const last = Math.max(...targets.map(({ offsetMs = 0 }) => offsetMs));
  return [
    {
      step: "delivered",
      detail: words.join(", "),
      targets,
      ...(waiting > 0 ? { waiting: true } : { offsetMs: last }),
    },
  ];
}

/** What is still to come. */
function stepsToCome({ row }: JournalRequest): readonly RequestStep[] {
  if (row.outcome === "queued") return [{ step: "taken", waiting: true }];
  return row.outcome === "deferred" ? [{ step: "published", waiting: true }] : [];
}

/** The step as it is shown: attempts are numbered, and what is known of the moment on the bus replaces that of the log line. */
function shownStep(
  { step, at, detail }: JournalStep,
  { atMs, attempt, onBusMs }: { readonly atMs: number; readonly attempt: number; readonly onBusMs?: number },
): readonly RequestStep[] {
  const offsetMs = Math.max(0, at - atMs);
  const named = detail === undefined ? {} : { detail };
  const numbered = attempt > 0 && step !== "answered" && step !== "queued" ? { attempt } : {};
  // The log line is written at the end of the attempt: when events were made of the body is not measured.
  if (step === "made-events") return [{ step, ...named, ...numbered }];
  if (step !== "published" || onBusMs === undefined) return [{ step, offsetMs, ...named, ...numbered }];
  const busOffset = Math.min(offsetMs, Math.max(0, onBusMs - atMs));
  return [
    { step, offsetMs: busOffset, ...named, ...numbered },
    { step: "recorded", offsetMs, ...numbered },
  ];
}

function madeSteps(
  { atMs }: JournalRequest,
  made: readonly JournalStep[],
  events: readonly IndexedEvent[],
): readonly RequestStep[] {
  const onBus = events.map(({ row }) => Date.parse(row.at));
  const last = made.findLastIndex(({ step }) => step === "published");
  let attempt = 0;
  return made.flatMap((step, index) => {
    if (step.step === "taken") attempt++;
    const moment = index === last && onBus.length > 0 ? { onBusMs: Math.max(...onBus) } : {};
    return shownStep(step, { atMs, attempt, ...moment });
  });
}

/** The steps of a request, in order. @param events those that it made, without replays */
export function stepsOfRequest(
  request: JournalRequest,
  made: readonly JournalStep[],
  events: readonly IndexedEvent[],
  parts: BridgeParts,
): readonly RequestStep[] {
  const steps = madeSteps(request, made, events);
  // When the signature was checked is not measured.
  const verified: readonly RequestStep[] = wasAccepted(request.row) ? [{ step: "verified" }] : [];
  const first = steps.findIndex(({ step }) => step !== "received");
  const split = first === -1 ? steps.length : first;
  return [
    ...steps.slice(0, split),
    ...verified,
    ...steps.slice(split),
    ...deliveredStep(stepTargets(events, parts, request.atMs)),
    ...stepsToCome(request),
  ];
}
