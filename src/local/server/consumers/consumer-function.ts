import { join } from "node:path";
import type { Message } from "@aws-sdk/client-sqs";
import { queueTimes } from "../../../config/subscriptions/queue-times.ts";
import type { FunctionTarget } from "../../../core/subscription.ts";
import { bundleConsumer } from "../../../stack/bundle/bundle-consumer.ts";
import { cloudVariables } from "../../aws/clients.ts";
import { LambdaFailure } from "../../lambda/execution-environment.ts";
import { startLambda } from "../../lambda/lambda.ts";
import { followPrintedError, type PrintedError } from "../../lambda/printed-error.ts";
import { type BatchResult, type QueuePoller, startQueuePoller } from "../../lambda/queue-poller.ts";
import type { Queue } from "../workspace/provision.ts";
import { type Consumptions, consumedEvent } from "./consumptions.ts";
import { failedReceipts } from "./failed-receipts.ts";
import { consumerFailure, type LiveCode, startLiveCode } from "./live-code.ts";
import type { ConsumerPlace } from "./provision-consumer.ts";

/** What runs consumers. */
export interface ConsumerContext extends ConsumerPlace {
  /** The folder of bridge.config.ts. */
  readonly projectFolder: string;
  /** Where bundles go. */
  readonly bundleFolder: string;
  readonly consumptions: Consumptions;
  readonly onLine: (line: string) => void;
  readonly onFailure: (error: unknown) => void;
}

/** The same, with what one of them prints. */
interface PrintingContext extends ConsumerContext {
  readonly printed: PrintedError;
}

/** A consumer whose code runs here. */
export interface RunningConsumer {
  readonly isPaused: boolean;
  /** Why its code can't be loaded. */
  readonly fault: string | undefined;
  /** Takes nothing more from the queue, which keeps what comes. */
  pause(): Promise<void>;
  resume(): void;
  close(): Promise<void>;
}

/** Calls at a time, if the function may have as many. More would need a thread each. */
const mostConcurrent = 2;

/** Lines of a stack trace that are printed. */
const traceLines = 5;

/** Where an error was thrown, in lines. */
export function traceText(error: unknown): string {
  const { trace = "" } = error instanceof LambdaFailure ? error : {};
  const places = trace.split("\n").filter((line) => /^\s+at /.test(line) && !line.includes("lambda-worker"));
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

/** Notes what became of a batch, and says it. */
function noteBatch(
  name: string,
  target: FunctionTarget,
  { messages, failed, error }: BatchResult,
  { consumptions, onLine, printed }: PrintingContext,
): void {
  const reason = batchReason(error, printed.take());
  for (const message of messages) {
    const event = consumedEvent(message.Body ?? "");
    if (!event) continue;
    const attempts = receivesOf(message);
    const isFailed = failed.has(message.MessageId ?? "");
    consumptions.note(
      name,
      event,
      isFailed ? { state: "waiting", attempts, reason } : { state: "delivered", attempts },
    );
  }
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

/** The code of a function, as its files have it. */
function functionCode(
  name: string,
  target: FunctionTarget,
  context: PrintingContext,
  onLoaded: () => void,
): Promise<LiveCode> {
  const { cloud, names, projectFolder, bundleFolder, onLine, printed } = context;
  const file = join(projectFolder, target.file);
  const functionName = `hookbridge-local-${name}`;
  return startLiveCode({
    files: [file],
    async build(number) {
      const outfile = join(bundleFolder, name, `index-${number}.mjs`);
      const { bundle, sources } = await bundleConsumer({ file, outfile });
      const lambda = startLambda({
        functionName,
        bundle,
        variables: {
          TZ: ":UTC",
          AWS_LAMBDA_FUNCTION_NAME: functionName,
          AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(target.memoryMb),
          ...cloudVariables(cloud),
          ...target.environment,
        },
        region: cloud.region,
        account: names.account,
        timeoutMs: target.timeoutSeconds * 1_000,
        concurrency: Math.min(mostConcurrent, target.maxConcurrency ?? mostConcurrent),
        onLine(line) {
          printed.note(line);
          onLine(`${name.padEnd(9)} ${line}`);
        },
        sourceMaps: true,
      });
      return { lambda, sources };
    },
    onLoaded(changed) {
      onLine(`consumer  ${name}: ${changed} has changed, and its code runs from now on`);
      onLoaded();
    },
    onFault: (fault) =>
      onLine(`consumer  ${name}: ${fault}\n  next:  correct ${target.file}; until then its events wait`),
  });
}

/** Runs a function with the events of its queue. */
export async function startConsumerFunction(
  name: string,
  target: FunctionTarget,
  queue: Queue,
  options: ConsumerContext & { readonly paused: boolean },
): Promise<RunningConsumer> {
  const { clients, cloud, onFailure } = options;
  const { sqs } = clients;
  const context = { ...options, printed: followPrintedError() };
  const receipts = failedReceipts(sqs, queue.url);
  let isPaused = options.paused;
  let isClosed = false;
  let poller: QueuePoller | undefined;

  function poll(code: LiveCode): void {
    if (isPaused || isClosed || poller || !code.isLoaded) return;
    poller = startQueuePoller({
      sqs,
      queue,
      region: cloud.region,
      lambda: code,
      concurrency: Math.min(mostConcurrent, target.maxConcurrency ?? mostConcurrent),
      batchSize: target.batchSize,
      onResult(result) {
        receipts.note(result);
        noteBatch(name, target, result, context);
      },
      // What the function throws is said with the batch.
      onFailure: (error) => error instanceof LambdaFailure || onFailure(error),
    });
  }

  const code = await functionCode(name, target, context, () => {
    receipts.show().catch(onFailure);
    poll(code);
  });
  poll(code);
  return {
    get isPaused() {
      return isPaused;
    },
    get fault() {
      return code.fault;
    },
    async pause() {
      isPaused = true;
      const stopping = poller;
      poller = undefined;
      await stopping?.stop(0);
    },
    resume() {
      isPaused = false;
      poll(code);
    },
    async close() {
      isClosed = true;
      const stopped = poller?.stop(0);
      await code.close();
      await stopped;
    },
  };
}
