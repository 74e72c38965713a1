/** The way of a request as steps and as spans of time. */
import type { RequestDetail, RequestStep, StepTarget } from "../../../../operate/requests.ts";
import { bytes, plural } from "../../../parts/text/numbers.ts";
import { clock, duration } from "../../../parts/text/times.ts";

/** A step of the way, as the trace shows it. */
export interface ShownStep {
  readonly title: string;
  readonly detail?: string;
  readonly at?: string;
  readonly state: "done" | "failed" | "waiting" | "off";
  readonly cut?: string;
}

/** A span on the time axis, in ms since the request came; without an end it goes on. */
export interface ShownSpan {
  readonly label: string;
  readonly from: number;
  readonly to?: number;
}

const offsetText = ({ offsetMs }: RequestStep): string | undefined =>
  offsetMs === undefined ? undefined : offsetMs === 0 ? "0 ms" : `+${duration(offsetMs)}`;

function targetText({ rule, target, delivered, waiting, failed, offsetMs, reason }: StepTarget): string {
  const name = target === rule ? rule : `${rule} (${target})`;
  const at = offsetMs === undefined ? "" : ` +${duration(offsetMs)}`;
  const many = delivered + waiting + failed > 1 ? `, ${delivered} of ${delivered + waiting + failed}` : "";
  if (failed > 0) return `${name}${many} failed${reason === undefined ? "" : `: ${reason}`}`;
  return waiting > 0
    ? `${name}${many} waiting${reason === undefined ? "" : `: ${reason}`}`
    : `${name}${many}${at}`;
}

const joined = (...parts: readonly (string | undefined)[]): string | undefined =>
  parts.filter((part) => part !== undefined && part !== "").join("; ") || undefined;

const secretText = ({ signature }: RequestDetail): string | undefined => {
  const { secretIndex, secretCount } = signature ?? {};
  if (secretIndex === undefined) return undefined;
  const which = secretIndex === 0 ? "the newest" : "an older one";
  return `with secret ${secretIndex + 1}${secretCount === undefined ? "" : ` of ${secretCount}`}, ${which}`;
};

const attemptText = ({ attempt }: RequestStep): string | undefined =>
  attempt === undefined ? undefined : attempt === 1 ? "First attempt" : `Attempt ${attempt}`;

function titleAndDetail(step: RequestStep, request: RequestDetail): readonly [string, string | undefined] {
  const { detail, targets = [] } = step;
  const { source, providerName, status, deadlineSeconds, request: kept, bytes: size } = request;
  const vendor = providerName ?? "the vendor";
  switch (step.step) {
    case "received":
      return [
        "Received",
        [kept && `${kept.method} ${kept.url.split("?")[0]}`, size === undefined ? detail : bytes(size)]
          .filter(Boolean)
          .join(", "),
      ];
    case "verified":
      return ["Signature verified", joined(`${source} is ${vendor}`, secretText(request) ?? detail)];
    case "refused":
      return [
        `Refused: ${request.reason ?? request.code ?? "no reason"}`,
        request.detail ?? (detail === request.reason ? undefined : detail),
      ];
    case "handshake":
      return ["Answered as a handshake", detail ?? request.handshake];
    case "queued":
      return ["Stored in SQS", "Durable from here on"];
    case "answered":
      return [
        `Answered ${status ?? detail ?? ""}`.trim(),
        status === 401
          ? "The same bytes for every reason"
          : deadlineSeconds === undefined
            ? undefined
            : `${vendor} waits ${duration(deadlineSeconds * 1_000)}`,
      ];
    case "taken":
      return ["Taken by publish", joined(attemptText(step), detail)];
    case "made-events":
      return [`Made into ${detail ?? "events"}`, undefined];
    case "published":
      return request.outcome === "duplicate"
        ? ["Left out as a duplicate", detail]
        : request.outcome === "dropped"
          ? ["Left out: the source does not accept it", detail]
          : ["On the bus", joined(...new Set(request.events.slice(0, 50).map(({ bus }) => bus)), detail)];
    case "recorded":
      return ["Noted in the ledger", "The same event is not published again for 30 days"];
    case "delivered":
      return [
        `Delivered to ${targets.filter(({ waiting, failed }) => waiting + failed === 0).length} of ${plural(targets.length, "subscription")}`,
        targets.length > 0 ? targets.map(targetText).join(", ") : detail,
      ];
    case "deferred":
      return ["Attempt failed, it is made again", joined(attemptText(step), detail)];
    default:
      return [
        `Dead letter${request.code === undefined ? "" : `: ${request.code}`}`,
        detail ?? request.reason,
      ];
  }
}

const failedSteps: readonly RequestStep["step"][] = ["refused", "deferred", "dead-letter"];

function stateOf(step: RequestStep): ShownStep["state"] {
  if (step.waiting) return "waiting";
  if (step.targets?.some(({ failed }) => failed > 0)) return "failed";
  return failedSteps.includes(step.step) ? "failed" : "done";
}

/** The last moment that is known before a step that waits. */
function waitingSince(request: RequestDetail, index: number): string {
  const before = request.steps.slice(0, index).findLast(({ offsetMs }) => offsetMs !== undefined);
  return `since ${clock(Date.parse(request.at) + (before?.offsetMs ?? 0))}`;
}

/** The steps of a request's way. */
export function tracedSteps(request: RequestDetail): readonly ShownStep[] {
  const { steps, outcome, providerName = "The sender" } = request;
  const shown = steps.map((step, index): ShownStep => {
    const [title, detail] = titleAndDetail(step, request);
    const at = step.waiting ? waitingSince(request, index) : offsetText(step);
    const cut = step.step === "answered" && outcome !== "refused" && outcome !== "failed";
    return {
      title,
      state: stateOf(step),
      ...(detail !== undefined && detail !== "" && { detail }),
      ...(at !== undefined && { at }),
      ...(cut && { cut: `${providerName} has its answer` }),
    };
  });
  if (outcome !== "refused") return shown;
  return [
    ...shown,
    { title: "Not stored, no event", detail: "Nothing of an unverified request goes further", state: "off" },
  ];
}

/** Four spans on one axis: receive, in the queue, publish, subscriptions. Empty where too little is measured. */
export function timeSpans({ steps }: Pick<RequestDetail, "steps">): readonly ShownSpan[] {
  const offset = (name: RequestStep["step"], last = false): number | undefined =>
    (last ? steps.findLast(({ step }) => step === name) : steps.find(({ step }) => step === name))?.offsetMs;
  const answered = offset("answered");
  const taken = offset("taken", true);
  if (answered === undefined || taken === undefined) return [];
  const queued = Math.min(answered, taken);
  const published = offset("recorded", true) ?? offset("published", true);
  const onBus = offset("published", true) ?? published;
  const delivered = offset("delivered", true);
  const waits = steps.some(({ step, waiting }) => step === "delivered" && waiting);
  return [
    { label: "receive", from: 0, to: answered },
    { label: "in the queue", from: queued, to: taken },
    { label: "publish", from: taken, ...(published !== undefined && { to: published }) },
    ...(delivered !== undefined || waits
      ? [
          {
            label: "subscriptions",
            from: onBus ?? taken,
            ...(delivered !== undefined && { to: Math.max(delivered, onBus ?? 0) }),
          },
        ]
      : []),
  ];
}
