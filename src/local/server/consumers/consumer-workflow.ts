import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { child, type Json } from "../../../core/json/json.ts";
import { ownModule } from "../../../core/own-module.ts";
import type { SubscriptionTarget } from "../../../core/subscription.ts";
import { bundleConsumer } from "../../../stack/bundle/bundle-consumer.ts";
import { cloudVariables } from "../../aws/clients.ts";
import { startLambda } from "../../lambda/lambda.ts";
import { type BatchResult, startQueuePoller } from "../../lambda/queue-poller.ts";
import { stateMachineVariables } from "../../lambda/state-machine/state-machine-variables.ts";
import type { Queue } from "../workspace/provision.ts";
import type { ConsumerContext } from "./consumer-context.ts";
import { mostOutput, type RunningConsumer } from "./consumer-function.ts";
import { consumerFailure, type LiveCode, printedLine, startLiveCode } from "./live-code.ts";
import { longestExecutionSeconds } from "./provision-consumer.ts";
import { consumedEvent } from "./results/consumed-event.ts";
import { payloadTexts, shownFailure } from "./results/shown-failure.ts";
import { readStateMachine } from "./state-machine-file.ts";

type StateMachineTarget = Extract<SubscriptionTarget, { kind: "state-machine" }>;

/** What plays state machines on this machine. Few bridges have one, so whose has one installs it. */
const playerName = "aws-local-stepfunctions";

/** Why no state machine can be played; undefined where its player is installed. */
function missingPlayer(): string | undefined {
  try {
    createRequire(import.meta.url).resolve(playerName);
    return undefined;
  } catch {
    return `${playerName} is not installed, which plays it here: npm install --save-dev ${playerName}, and start again`;
  }
}

/** Executions at a time. More would need a process each. */
const executions = 2;

/** The module with the functions that play Task states: `new-ticket.local.ts` beside `new-ticket.asl.json`. */
export const tasksFile = (definition: string): string =>
  `${definition.replace(/(\.asl)?\.json$/, "")}.local.ts`;

/** Whether a module with these exports may play a state: only running it would tell the names in its default export. */
const mayPlay = (exports: readonly string[], task: string): boolean =>
  exports.includes(task) || exports.includes("default");

/** The state machine as its files have it, in processes. */
function workflowCode(
  name: string,
  target: StateMachineTarget,
  context: ConsumerContext,
  startPolling: () => void,
): Promise<LiveCode> {
  const { cloud, names, projectFolder, bundleFolder, onLine } = context;
  const definition = join(projectFolder, target.file);
  const tasksModule = tasksFile(definition);
  const functionName = `hookbridge-local-${name}`;
  return startLiveCode({
    files: [definition, tasksModule],
    async build(number) {
      const { tasks } = readStateMachine(definition);
      const missing = missingPlayer();
      if (missing) throw new Error(missing);
      const outfile = join(bundleFolder, name, `tasks-${number}.mjs`);
      const built = existsSync(tasksModule)
        ? await bundleConsumer({ file: tasksModule, outfile })
        : undefined;
      const unplayed = tasks.filter((task) => !mayPlay(built?.exports ?? [], task));
      if (unplayed.length > 0)
        onLine(
          `consumer  ${name}: nothing plays ${unplayed.join(", ")} of ${target.file} here, so executions fail there\n` +
            `  next:  export a function of that name from ${tasksFile(target.file)}`,
        );
      const lambda = startLambda({
        functionName,
        bundle: fileURLToPath(
          ownModule("../../lambda/state-machine/state-machine-handler.ts", import.meta.url),
        ),
        variables: {
          TZ: ":UTC",
          ...cloudVariables(cloud),
          [stateMachineVariables.definition]: definition,
          ...(built && { [stateMachineVariables.tasks]: pathToFileURL(built.bundle).href }),
        },
        region: cloud.region,
        account: names.account,
        timeoutMs: longestExecutionSeconds * 1_000,
        concurrency: executions,
        onLine: (line) => onLine(`${name.padEnd(9)} ${printedLine(line)}`),
        sourceMaps: true,
        output: mostOutput,
      });
      return { lambda, sources: built?.sources ?? [] };
    },
    onLoaded(changed) {
      onLine(`consumer  ${name}: ${changed} has changed, and executions use it from now on`);
      startPolling();
    },
    onFault: (fault) =>
      onLine(`consumer  ${name}: ${fault}\n  next:  correct ${target.file}; until then its executions wait`),
  });
}

/** How an execution has ended, in words; undefined where it succeeded. */
function executionFailure(end: unknown): string | undefined {
  const answer = end as Json | undefined;
  return child(answer, "succeeded") === true
    ? undefined
    : consumerFailure(child(answer, "error") ?? "it gave no result");
}

/** Notes how an execution has ended, and says it. */
function noteExecution(
  name: string,
  body: string,
  failure: string | undefined,
  { consumptions, onLine }: ConsumerContext,
): void {
  const event = consumedEvent(body);
  if (event)
    consumptions.note(
      { subscription: name, target: "state-machine" },
      event,
      failure === undefined
        ? { state: "delivered", attempts: 1 }
        : { state: "failed", attempts: 1, reason: failure, shown: shownFailure(failure, payloadTexts(body)) },
    );
  onLine(
    failure === undefined
      ? `executed  subscription=${name}`
      : `failed    subscription=${name} execution\n  cause: ${failure}`,
  );
}

/** Runs the executions of a state machine. One that fails is not tried again, as on AWS; one that a stop has ended begins anew. */
export async function startConsumerWorkflow(
  name: string,
  target: StateMachineTarget,
  queue: Queue,
  context: ConsumerContext,
): Promise<RunningConsumer> {
  const { clients, cloud, onFailure } = context;
  let poller: ReturnType<typeof startQueuePoller> | undefined;
  let isClosing = false;
  const failures = new Map<unknown, string | undefined>();
  const execute = async (event: unknown): Promise<unknown> => {
    const [record] = child(event as Json, "Records") as readonly Json[];
    const id = child(record, "messageId");
    try {
      failures.set(id, executionFailure(await code.invoke(event)));
    } catch (error) {
      // A process that we end ourselves says nothing of the execution.
      if (isClosing) throw error;
      failures.set(id, consumerFailure(error));
    }
    return undefined;
  };
  const onResult = ({ messages, error }: BatchResult): void => {
    if (error !== undefined) return;
    for (const { MessageId, Body = "" } of messages) {
      noteExecution(name, Body, failures.get(MessageId), context);
      failures.delete(MessageId);
    }
  };
  // Until there is a definition that can run, its executions wait.
  function startPolling(): void {
    if (!code.isLoaded || poller || isClosing) return;
    poller = startQueuePoller({
      sqs: clients.sqs,
      queue,
      region: cloud.region,
      lambda: { invoke: execute },
      concurrency: executions,
      batchSize: 1,
      onResult,
      onFailure,
    });
  }
  const code = await workflowCode(name, target, context, startPolling);
  startPolling();
  return {
    isPaused: false,
    get fault() {
      return code.fault;
    },
    // Its rule is switched: what has begun goes on.
    pause: async () => {},
    resume: () => {},
    async close() {
      isClosing = true;
      const stopped = poller?.stop(0);
      await code.close();
      await stopped;
    },
  };
}
