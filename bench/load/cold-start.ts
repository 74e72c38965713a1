import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { jsonBody } from "../../src/cost/json-body.ts";
import { queueEvent } from "../../src/local/lambda/queue-event.ts";
import { memoryMegabytes } from "../../src/stack/functions/function-limits.ts";
import { toGithub } from "../handlers/gateway.ts";
import { type Servers, startServers } from "../handlers/servers.ts";
import { subjectOf } from "../micro/bridge.ts";
import { type Spread, spreadOf } from "../rounds.ts";
import { functionBundles, githubAlone } from "./bundles.ts";
import { holdToShare, shareOf, whyNoShare } from "./cpu-share.ts";
import { cpuMsOf } from "./cpu-time.ts";
import { startRuntimeApi } from "./runtime-api.ts";
import { deployed, handWritten, inTurn } from "./tasks.ts";

/** A fresh process on AWS's own runtime interface client, over all rounds. Milliseconds by the clock, where it is not said. */
export interface ColdStart {
  readonly function: string;
  /** From the start of the process until the runtime asks for an event, at full speed as on Lambda. */
  readonly init: Spread;
  /** Milliseconds of processor time of that. */
  readonly initCpu: Spread;
  /**
   * The first event until it is answered, with everything that is connected, read and kept for it, held to the share of a processor
   * that the function's memory has.
   */
  readonly first: Spread;
  /** Milliseconds of processor time of the first event. */
  readonly firstCpu: Spread;
  /** The second event, at full speed. */
  readonly second: Spread;
  /** Start and first event over those of the same work written by hand, of each round. */
  readonly ratio: Spread;
  /** The first event's processor time over that of the same work written by hand, of each round. */
  readonly cpuRatio: Spread;
  /**
   * Start and first event as processor time, the first event's divided by its share, over those of the same work written by hand: what
   * `ratio` would be where nobody waits, neighbours on the machine or servers.
   */
  readonly workRatio: Spread;
  /** Megabytes that the process held at most. */
  readonly peakMegabytes: number;
}

interface Run {
  readonly initMs: number;
  readonly initCpuMs: number;
  readonly firstMs: number;
  readonly firstCpuMs: number;
  readonly secondMs: number;
  readonly peakMegabytes: number;
}

const bench = fileURLToPath(new URL("..", import.meta.url));
const client = `${bench}node_modules/aws-lambda-ric`;

/** Builds AWS's runtime interface client where it can be: it needs cmake and a C++ compiler. @returns false where it can't */
function buildClient(progress: (what: string) => void): boolean {
  if (existsSync(`${client}/rapid-client.node`)) return true;
  progress("building AWS's runtime interface client (once, a minute)");
  try {
    execFileSync("npm", ["rebuild", "aws-lambda-ric"], { cwd: bench, stdio: "ignore" });
  } catch {
    return false;
  }
  return existsSync(`${client}/rapid-client.node`);
}

/** Megabytes that all candidates are given: those of `receive`. */
export const coldMegabytes = memoryMegabytes.receive;

async function coldStart(
  task: string,
  variables: NodeJS.ProcessEnv,
  events: readonly [object, object],
): Promise<Run> {
  const api = await startRuntimeApi();
  const started = performance.now();
  const child = spawn(process.execPath, [`${client}/index.mjs`, "index.handler"], {
    cwd: task,
    env: {
      ...variables,
      AWS_LAMBDA_RUNTIME_API: api.address,
      LAMBDA_TASK_ROOT: task,
      _HANDLER: "index.handler",
      AWS_LAMBDA_FUNCTION_NAME: "bench",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(coldMegabytes),
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_LOG_GROUP_NAME: "bench",
      AWS_LAMBDA_LOG_STREAM_NAME: "bench",
    },
    stdio: "ignore",
  });
  const ended = new Promise<never>((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the runtime of ${task} ended with ${code}`)));
  });
  ended.catch(() => {});
  const timed = async (work: Promise<unknown>, from = performance.now()): Promise<number> => {
    await Promise.race([work, ended]);
    return performance.now() - from;
  };
  try {
    const initMs = await timed(api.ready, started);
    const pid = child.pid ?? 0;
    const initCpuMs = cpuMsOf(pid);
    const held = await holdToShare(pid, shareOf(coldMegabytes));
    const cpuBefore = cpuMsOf(pid);
    const firstMs = await timed(api.invoke(events[0]));
    const firstCpuMs = cpuMsOf(pid) - cpuBefore;
    await held.release();
    const secondMs = await timed(api.invoke(events[1]));
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const peakMegabytes = Number(/^VmHWM:\s+([0-9]+) kB$/m.exec(status)?.[1]) / 1_024;
    return { initMs, initCpuMs, firstMs, firstCpuMs, secondMs, peakMegabytes };
  } finally {
    child.kill("SIGKILL");
    api.close();
  }
}

let made = 0;

async function webhook(): Promise<object> {
  const body = jsonBody(2_048, { sequence: String(made++).padStart(9, "0") });
  const { headers } = await subjectOf("github").resign(body, Date.now());
  return toGithub([...headers].flat(), body);
}

/** What stands in the queue, one message an event. */
async function queued({ resources: { queue } }: Servers, sqs: SQSClient): Promise<object> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queue.url,
      MaxNumberOfMessages: 1,
      MessageSystemAttributeNames: ["All"],
    }),
  );
  const [message] = Messages;
  if (!message) throw new Error("receive left nothing in the queue");
  await sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: message.ReceiptHandle }));
  return queueEvent([message], { arn: queue.arn, region: "us-east-1" });
}

/**
 * Cold starts on AWS's own runtime interface client, whose other side is a small Runtime API.
 * @returns undefined where that client can't be built, or a process can't be held to a share of a processor
 */
export async function measureColdStart(
  folder: string,
  rounds: number,
  progress: (what: string) => void,
): Promise<readonly ColdStart[] | undefined> {
  if (whyNoShare() !== undefined || !buildClient(progress)) return undefined;
  const bundles = await functionBundles(githubAlone(folder), join(folder, "cold"));
  const servers = await startServers(folder);
  const { variables, resources } = servers;
  const sqs = new SQSClient({
    region: "us-east-1",
    endpoint: new URL(resources.queue.url).origin,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  try {
    const empty = join(folder, "empty.mjs");
    writeFileSync(empty, "export const handler = async () => ({ statusCode: 200 });");
    const files = {
      "an empty function": empty,
      "SDK to queue": await handWritten(folder, resources.deadLetterQueue.url),
      receive: bundles.receive.file,
      publish: bundles.publish.file,
    };
    const tasks = Object.entries(files).map(([name, file]) => [name, deployed(folder, name, file)] as const);
    const runs = new Map(tasks.map(([name]): [string, Run[]] => [name, []]));
    for (let round = -1; round < rounds; round++) {
      progress(`cold starts, round ${round + 1} of ${rounds}`);
      for (const [name, task] of inTurn(tasks, round)) {
        const next = name === "publish" ? () => queued(servers, sqs) : webhook;
        const run = await coldStart(task, variables, [await next(), await next()]);
        // The first round only fills the disk's cache.
        if (round >= 0) runs.get(name)?.push(run);
      }
    }
    const base = runs.get("SDK to queue") ?? [];
    return tasks.map(([name]) => {
      const own = runs.get(name) ?? [];
      const whole = (run: Run | undefined): number => (run ? run.initMs + run.firstMs : Number.NaN);
      const work = (run: Run | undefined): number =>
        run ? run.initCpuMs + run.firstCpuMs / shareOf(coldMegabytes) : Number.NaN;
      return {
        function: name,
        init: spreadOf(own.map(({ initMs }) => initMs)),
        first: spreadOf(own.map(({ firstMs }) => firstMs)),
        initCpu: spreadOf(own.map(({ initCpuMs }) => initCpuMs)),
        workRatio: spreadOf(own.map((run, round) => work(run) / work(base[round]))),
        firstCpu: spreadOf(own.map(({ firstCpuMs }) => firstCpuMs)),
        second: spreadOf(own.map(({ secondMs }) => secondMs)),
        ratio: spreadOf(own.map((run, round) => whole(run) / whole(base[round]))),
        cpuRatio: spreadOf(
          own.map(({ firstCpuMs }, round) => firstCpuMs / (base[round]?.firstCpuMs ?? Number.NaN)),
        ),
        peakMegabytes: spreadOf(own.map(({ peakMegabytes }) => peakMegabytes)).median,
      };
    });
  } finally {
    sqs.destroy();
    servers.stop();
  }
}
