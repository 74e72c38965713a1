import { BridgeError } from "../../core/errors.ts";
import type { RunningBridge } from "../../operate/bridge.ts";
import type { KeptRequest, RequestDetail, RequestStep, SignatureFacts } from "../../operate/requests.ts";
import { paintOf } from "../lists/outcome-paint.ts";
import { spelled } from "../program/bridge-command.ts";
import type { BridgeFlags } from "../program/connect.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { withBridge } from "../program/with-bridge.ts";
import { harmless, painted } from "../text/paint.ts";
import { showNumber, showSize, showTime } from "../text/show-time.ts";
import { textFacts } from "../text/text-table.ts";
import { deliveredEventsText } from "./event-text.ts";

function signatureText(signature: SignatureFacts | undefined): string | undefined {
  if (!signature) return undefined;
  const { description, secretIndex, secretCount, locations } = signature;
  const newest = secretIndex === 0 ? " (the newest)" : "";
  const secret =
    secretIndex === undefined || secretCount === undefined
      ? ""
      : `; secret ${secretIndex + 1} of ${secretCount}${secretCount > 1 ? newest : ""} fits`;
  return `${description}${secret}; in ${locations.join(", ")}`;
}

function deliveryAnswer({ status, ms }: RequestDetail): string | undefined {
  const parts = [
    status === undefined ? "" : String(status),
    ms === undefined ? "" : `after ${Math.round(ms)} ms`,
  ];
  return parts.filter(Boolean).join(", ") || undefined;
}

function countsOfEvents({ published, duplicates, dropped }: RequestDetail): string | undefined {
  const counts = Object.entries({ published, duplicates, dropped }).filter(([, count]) => count);
  return counts.map(([name, count]) => `${count} ${name}`).join(", ") || undefined;
}

const stepPaint = { refused: "bad", deferred: "warn", "dead-letter": "bad" } as const;

function stepText({ step, offsetMs, detail = "", waiting = false }: RequestStep): string {
  const offset = waiting
    ? "still to come"
    : offsetMs === undefined
      ? ""
      : `+${showNumber(Math.round(offsetMs))} ms`;
  const paint = waiting
    ? "quiet"
    : Object.hasOwn(stepPaint, step)
      ? stepPaint[step as keyof typeof stepPaint]
      : undefined;
  return `  ${painted("quiet", offset.padStart(13))}  ${painted(paint, step.padEnd(11))}  ${harmless(detail)}`.trimEnd();
}

function requestText({ method, url, headers, body, encoding }: KeptRequest): readonly string[] {
  const most = 2_000;
  const shown =
    body.length > most ? `${body.slice(0, most)}… (${showNumber(body.length - most)} characters more)` : body;
  return [
    painted("strong", "Request"),
    `  ${harmless(`${method} ${url}`)}`,
    ...headers.map(([name, value]) => `  ${harmless(`${name}: ${value}`)}`),
    ...(body === "" ? [] : ["", ...shown.split(/\r?\n/).map((line) => `  ${harmless(line)}`)]),
    ...(encoding === "base64" ? ["  (the body is no text: it is shown in base64)"] : []),
  ];
}

function deliveryText(request: RequestDetail, events: readonly string[]): string {
  const { id, source, outcome, provider } = request;
  return [
    `${painted("strong", id)}  ${painted(paintOf(outcome), outcome)}`,
    textFacts([
      ["source", provider === undefined ? source : `${source} (${provider})`],
      ["came", `${showTime(request.at)} UTC`],
      ["body", request.bytes === undefined ? undefined : showSize(request.bytes)],
      ["answer", deliveryAnswer(request)],
      ["signature", signatureText(request.signature)],
      ["handshake", request.handshake],
      ["event", [request.type, request.subject].filter(Boolean).join(" ")],
      ["words", [request.entity, request.action].filter(Boolean).join(" ")],
      ["events", countsOfEvents(request)],
      ["reason", request.reason ?? request.code],
      ["found", request.detail],
      ["next", request.remedy],
    ]),
    painted("strong", "Steps"),
    ...request.steps.map(stepText),
    ...events,
    ...(request.request ? requestText(request.request) : []),
  ].join("\n");
}

/** Flags of `deliveries show`. */
export interface ShowFlags extends BridgeFlags {
  /** True prints the events alone. */
  readonly events: boolean;
}

/** Prints the events as they are on the bus, each on a line: between JSON tokens, a space means the same as a line break. */
async function printEvents(bridge: RunningBridge, { events, id }: RequestDetail): Promise<void> {
  for (const event of events) {
    const record = await bridge.event(event.id);
    if (record?.envelope !== undefined) printData(record.envelope.replace(/[\r\n]+/g, " "));
    else if (record?.note === undefined) printNote(`The event ${event.id} is no longer kept.`);
    // What holds of one event of a delivery holds of all of them.
    else return printNote(record.note);
  }
  if (events.length === 0) printNote(`${id} has no events that are known here.`);
}

/** Prints one request, step by step. */
export const printDelivery = (id: string, flags: ShowFlags): Promise<void> =>
  withBridge({ flags }, async (bridge) => {
    const request = await bridge.request(id);
    if (!request)
      throw new BridgeError(
        "wrong-use",
        `There is no request ${id}, or it is no longer kept.`,
        `${spelled("deliveries")} lists them with their ids.`,
      );
    if (flags.events) return printEvents(bridge, request);
    if (flags.json) {
      printJson(request);
      return;
    }
    printData(deliveryText(request, await deliveredEventsText(bridge, request.events)));
    if (request.note !== undefined) printNote(request.note);
    if (request.explainable && request.outcome === "refused" && !request.note?.includes(" explain ")) {
      const stage = flags.stage === undefined ? "" : ` --stage ${flags.stage}`;
      printNote(`Why it was refused: ${spelled(`explain ${id}${stage}`)}`);
    }
  });
