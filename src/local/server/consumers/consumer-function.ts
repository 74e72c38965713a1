import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FunctionTarget } from "../../../core/subscription.ts";
import { bundleConsumer } from "../../../stack/bundle/bundle-consumer.ts";
import { cloudVariables } from "../../aws/clients.ts";
import { LambdaFailure } from "../../lambda/execution-environment.ts";
import { startLambda } from "../../lambda/lambda.ts";
import { followPrintedError } from "../../lambda/printed-error.ts";
import { type QueuePoller, startQueuePoller } from "../../lambda/queue-poller.ts";
import type { Queue } from "../workspace/provision.ts";
import type { ConsumerContext, PrintingContext } from "./consumer-context.ts";
import { failedReceipts } from "./failed-receipts.ts";
import { type LiveCode, printedLine, startLiveCode } from "./live-code.ts";
import { noteBatch } from "./results/batch-notes.ts";

/** A consumer whose code runs here. */
export interface RunningConsumer {
  readonly isPaused: boolean;
  /** Why its code can't be loaded. */
  readonly fault: string | undefined;
  /** Takes nothing more from the queue, which keeps what comes. Calls under way go on, and are not waited for. */
  pause(): Promise<void>;
  resume(): void;
  close(): Promise<void>;
}

/** Calls at a time, if the function may have as many. More would need a process each. */
const mostConcurrent = 2;

/** Longer than the poll that is under way when the calls are to stop. */
const lastPollMs = 3_000;

/** What a call may print here. */
export const mostOutput = { lines: 1_000, bytes: 256_000 };

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
          onLine(`${name.padEnd(9)} ${printedLine(line)}`);
        },
        sourceMaps: true,
        memoryMb: target.memoryMb,
        output: mostOutput,
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
        noteBatch({ name, target }, result, context);
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
      // A call that hangs may go on for a quarter of an hour; what it has is not taken from it.
      await Promise.race([stopping?.stop(0), sleep(lastPollMs, undefined, { ref: false })]);
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
