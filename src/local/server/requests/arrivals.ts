import type { RequestOutcome } from "../../../operate/requests.ts";
import type { AnsweredHook, Hook, HookWatch } from "../../lambda/hook-watch.ts";
import type { RequestTable } from "../journal/request-table.ts";

/** Webhooks between their arrival and what the function's log says of them. */
export interface Arrivals extends HookWatch {
  /** The log has said which id a webhook has, and what became of it. */
  identify(requestId: string, id: string, outcome: RequestOutcome): void;
  /** Forgets those whose log lines have not come. */
  close(): void;
}

/** What is told of webhooks. */
export interface ArrivalsOptions {
  readonly requests: RequestTable;
  /** Whether there is a source of this name. */
  readonly isSource: (name: string) => boolean;
  /** Which of the provider's schemes the request carries. */
  readonly schemeOf: (hook: Hook) => number | undefined;
  /** A request that was refused, or failed, whose bytes are at hand. */
  readonly onRefused: (id: string, hook: Hook) => void;
  /** A request that was accepted, whose bytes are at hand. */
  readonly onAccepted?: (id: string, hook: Hook) => void;
  /** A request has changed without a log line that says so. */
  readonly onChange: (id: string) => void;
}

interface Arrival {
  readonly hook: Hook;
  id?: string;
  outcome?: RequestOutcome;
  answer?: AnsweredHook;
}

/** Webhooks whose log lines may still come. A function has at most two at a time; the rest is for lines that never come. */
const mostPending = 200;

/** So long a log line may come behind its answer. */
const logDelayMs = 500;

const outcomeOfStatus = (status: number): RequestOutcome => (status >= 500 ? "failed" : "refused");

/** No webhooks yet. */
export function watchArrivals(options: ArrivalsOptions): Arrivals {
  const { requests, onRefused, onChange } = options;
  const pending = new Map<string, Arrival>();

  /** @param decided what was done with a request that was not accepted: before its answer, at a time that is not measured apart */
  function writeArrival(id: string, { hook, answer }: Arrival, decided?: "handshake" | "refused"): void {
    const { at, body, source, baseUrl: base } = hook;
    const named = source !== undefined && options.isSource(source) ? source : undefined;
    // What the sender waited for, which counts more than the function's own time: a page shows both.
    const ms = answer && answer.at - at;
    requests.write(id, { at, ms, source: named, scheme: options.schemeOf(hook), base, bytes: body?.length });
    requests.addStep(id, "received", hook.at);
    if (answer && decided) requests.addStep(id, decided, answer.at);
    if (answer) requests.addStep(id, "answered", answer.at, String(answer.status));
  }

  function settle(requestId: string, arrival: Arrival): void {
    const { id, outcome, answer, hook } = arrival;
    if (id === undefined || outcome === undefined || answer === undefined) return;
    pending.delete(requestId);
    writeArrival(id, arrival, outcome === "handshake" ? "handshake" : "refused");
    if (outcome !== "handshake") onRefused(id, hook);
    onChange(id);
  }

  /** The function has crashed or run out of time: no log line has an id for the request. */
  function settleSilent(requestId: string, arrival: Arrival): void {
    if (!pending.delete(requestId)) return;
    const { hook, answer } = arrival;
    if (!answer) return;
    const id = `req_${requestId.replaceAll("-", "").slice(0, 24)}`;
    const { failure } = answer;
    requests.write(id, {
      outcome: outcomeOfStatus(answer.status),
      status: answer.status,
      code: failure?.code,
      detail: failure?.detail,
      remedy: failure?.remedy,
    });
    writeArrival(id, arrival, "refused");
    if (hook.body) onRefused(id, hook);
    onChange(id);
  }

  return {
    close: () => pending.clear(),
    came(hook) {
      const [oldest] = pending.keys();
      if (pending.size >= mostPending && oldest !== undefined) pending.delete(oldest);
      pending.set(hook.requestId, { hook });
    },
    answered(requestId, answer) {
      const arrival = pending.get(requestId);
      if (!arrival) return;
      arrival.answer = answer;
      const { deliveryId } = answer;
      if (deliveryId !== undefined) {
        pending.delete(requestId);
        writeArrival(deliveryId, arrival);
        options.onAccepted?.(deliveryId, arrival.hook);
      } else if (arrival.id !== undefined) settle(requestId, arrival);
      else if (answer.failure) settleSilent(requestId, arrival);
      else setTimeout(() => settleSilent(requestId, arrival), logDelayMs).unref();
    },
    identify(requestId, id, outcome) {
      const arrival = pending.get(requestId);
      if (!arrival) return;
      arrival.id = id;
      arrival.outcome = outcome;
      settle(requestId, arrival);
    },
  };
}
