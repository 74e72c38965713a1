import type { Message } from "@aws-sdk/client-sqs";
import { queueTimes } from "../../../../config/subscriptions/queue-times.ts";
import type { FunctionTarget } from "../../../../core/subscription.ts";
import { LambdaFailure } from "../../../lambda/execution-environment.ts";
import type { BatchResult } from "../../../lambda/queue-poller.ts";
import type { PrintingContext } from "../consumer-context.ts";
import { consumerFailure } from "../live-code.ts";
import { consumedEvent } from "./consumed-event.ts";
import { payloadTexts, shownFailure } from "./shown-failure.ts";

/** The function of a subscription, under the subscription's name. */
interface NamedFunction {
  readonly name: string;
  readonly target: FunctionTarget;
}

/** Lines of a stack trace that are printed. */
const traceLines = 5;

/** Where an error was thrown, in lines. */
function traceText(error: unknown): string {
  const { trace = "" } = error instanceof LambdaFailure ? error : {};
  const isOwn = (line: string): boolean => /^\s+at /.test(line) && !/\(node:|lambda-worker/.test(line);
  const places = trace.split("\n").filter(isOwn);
  return places
    .slice(0, traceLines)
    .map((line) => `\n  ${line.trim()}`)
    .join("");
}

const receivesOf = ({ Attributes = {} }: Message): number => Number(Attributes.ApproximateReceiveCount ?? 1);

const many = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

/** Why messages failed: what the function threw, or what it printed when it named them, as `forEachEvent` does. */
function batchReason(error: unknown, printed: string | undefined): string {
  if (error !== undefined) return consumerFailure(error);
  const named = "the function named it in batchItemFailures";
  return printed === undefined ? named : `${named}, and printed ${printed}`;
}

/** Notes what became of each event of a batch. */
function noteEvents(
  { name, target }: NamedFunction,
  { messages, failed }: BatchResult,
  reason: string,
  { consumptions, now }: PrintingContext,
): void {
  const { visibilitySeconds, receives } = queueTimes(target);
  const texts = failed.size === 0 ? [] : messages.flatMap(({ Body = "" }) => payloadTexts(Body));
  const shown = shownFailure(reason, [...Object.values(target.environment), ...texts]);
  const nextAt = now() + visibilitySeconds * 1_000;
  for (const message of messages) {
    const event = consumedEvent(message.Body ?? "");
    if (!event) continue;
    const attempts = receivesOf(message);
    const isLast = attempts >= receives;
    const isFailed = failed.has(message.MessageId ?? "");
    consumptions.note(
      { subscription: name, target: "function" },
      event,
      isFailed
        ? { state: "waiting", attempts, reason, shown, nextAt, isLast }
        : { state: "delivered", attempts },
    );
  }
}

/** Notes what became of a batch, and says it. */
export function noteBatch(
  { name, target }: NamedFunction,
  result: BatchResult,
  context: PrintingContext,
): void {
  const { onLine, printed } = context;
  const { messages, failed, error } = result;
  const reason = batchReason(error, printed.take());
  noteEvents({ name, target }, result, reason, context);
  const done = messages.length - failed.size;
  if (done > 0) onLine(`handled   subscription=${name} ${many(done, "event")}`);
  if (failed.size === 0) return;
  const { visibilitySeconds, receives } = queueTimes(target);
  const attempt = Math.max(...messages.filter(({ MessageId = "" }) => failed.has(MessageId)).map(receivesOf));
  const next =
    attempt < receives
      ? `tried again in ${visibilitySeconds} s, or as soon as ${target.file} changes`
      : `given up after ${many(receives, "attempt")}, a dead letter in ${visibilitySeconds} s: npx hookbridge dead-letters list --subscription ${name}`;
  onLine(
    `failed    subscription=${name} ${many(failed.size, "event")} attempt=${attempt}\n  cause: ${reason}${traceText(error)}\n  next:  ${next}`,
  );
}
