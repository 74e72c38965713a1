import { fork } from "node:child_process";
import { Agent, request as send } from "node:http";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { jsonBody } from "../../src/cost/json-body.ts";
import { nextMessage, startServers } from "../handlers/servers.ts";
import { functionBundles, githubAlone } from "../load/bundles.ts";
import { subjectOf } from "../micro/bridge.ts";
import { percentile, type Spread, spreadOf } from "../rounds.ts";
import type { Program } from "./build-programs.ts";
import { startProgram } from "./program.ts";
import type { ReceiverHandle, Usage } from "./receiver-handle.ts";

/** What a receiver did over HTTP, over all rounds. */
export interface ReceiverRow {
  readonly receiver: string;
  readonly size: string;
  /** Webhooks a second, by the clock. */
  readonly perSecond: Spread;
  /** Milliseconds until the answer. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Milliseconds of the receiver's processor time for one webhook. */
  readonly cpu: Spread;
  /** The same over Express's, of each round. */
  readonly cpuRatio: Spread;
  /** Megabytes that the receiver's process held at most, all sizes before included. */
  readonly peakMegabytes: number;
}

interface Sample {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly latencies: readonly number[];
}

const names = ["Express", "Hono", "Hookbridge"] as const;
const concurrency = 16;
const agent = new Agent({ keepAlive: true, maxSockets: concurrency });

async function start(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<ReceiverHandle> {
  const script = fileURLToPath(new URL("./receiver.ts", import.meta.url));
  // Its log goes nowhere.
  const child = fork(script, [name, ...args], { env, stdio: ["ignore", "ignore", "ignore", "ipc"] });
  const usage = (): Promise<Usage> => {
    child.send("usage");
    return nextMessage<Usage>(child);
  };
  return { name, child, port: await nextMessage<number>(child), usage };
}

interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

let made = 0;

async function webhooks(count: number, bytes: number): Promise<readonly Signed[]> {
  const all: Signed[] = [];
  for (let index = 0; index < count; index++) {
    const body = jsonBody(bytes, { sequence: String(made++).padStart(9, "0") });
    const { headers } = await subjectOf("github").resign(body, Date.now());
    all.push({ headers: Object.fromEntries(headers), body });
  }
  return all;
}

function post(port: number, signed: Signed): Promise<number> {
  const { headers, body } = signed;
  return new Promise((resolve, reject) => {
    const options = { agent, port, host: "127.0.0.1", method: "POST", path: "/hooks/github" };
    const outgoing = send(
      { ...options, headers: { ...headers, "content-length": body.length } },
      (answer) => {
        answer.resume().once("end", () => resolve(answer.statusCode ?? 0));
      },
    );
    outgoing.once("error", (error: NodeJS.ErrnoException) => {
      // A server closes a connection that was idle for seconds, just when it is used again.
      if (outgoing.reusedSocket && error.code === "ECONNRESET") post(port, signed).then(resolve, reject);
      else reject(error);
    });
    outgoing.end(body);
  });
}

async function sampleOf(receiver: ReceiverHandle, all: readonly Signed[]): Promise<Sample> {
  const latencies: number[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let one = all[next++]; one; one = all[next++]) {
      const before = performance.now();
      const status = await post(receiver.port, one);
      if (status !== 200) throw new Error(`${receiver.name} answers ${status}, not 200.`);
      latencies.push(performance.now() - before);
    }
  };
  const { cpuMs } = await receiver.usage();
  const wall = performance.now();
  await Promise.all(Array.from({ length: concurrency }, work));
  const wallMs = performance.now() - wall;
  return { wallMs, cpuMs: (await receiver.usage()).cpuMs - cpuMs, latencies };
}

/** A receiver that takes what was not signed does not do the work. */
async function mustRefuse(receiver: ReceiverHandle, [one]: readonly Signed[]): Promise<void> {
  if (!one) throw new Error("no webhook");
  const status = await post(receiver.port, { ...one, body: Buffer.from("{}") });
  if (status !== 401) throw new Error(`${receiver.name} answers ${status} to a wrong signature, not 401.`);
}

const plans: readonly (readonly [string, number, number])[] = [
  ["2 KB", 2_048, 400],
  ["64 KB", 65_536, 200],
  ["512 KB", 524_288, 50],
];

/** Receivers over HTTP: verified, durable, then acknowledged. All at the same time, each in a process of its own, in turns. */
export async function measureReceivers(
  folder: string,
  rounds: number,
  programs: readonly Program[],
  progress: (what: string) => void,
): Promise<readonly ReceiverRow[]> {
  const { receive } = await functionBundles(githubAlone(folder), join(folder, "receivers"));
  const servers = await startServers(folder);
  const args = [pathToFileURL(receive.file).href, servers.resources.deadLetterQueue.url];
  const receivers: ReceiverHandle[] = [];
  try {
    for (const name of names) receivers.push(await start(name, args, servers.variables));
    for (const program of programs) receivers.push(await startProgram(program, servers));
    const rows: ReceiverRow[] = [];
    for (const [size, bytes, count] of plans) {
      progress(`receivers over HTTP, ${size}`);
      // Bento closes connections on us at half a megabyte.
      const able = receivers.filter(({ name }) => name !== "Bento" || bytes < 500_000);
      const samples = new Map(able.map(({ name }): [string, Sample[]] => [name, []]));
      for (const receiver of able) await mustRefuse(receiver, await webhooks(1, bytes));
      for (let round = -1; round < rounds; round++)
        for (let step = 0; step < able.length; step++) {
          const receiver = able[(step + round + able.length) % able.length];
          if (!receiver) continue;
          const sample = await sampleOf(receiver, await webhooks(count, bytes));
          // The first round only warms up.
          if (round >= 0) samples.get(receiver.name)?.push(sample);
        }
      const base = samples.get("Express") ?? [];
      for (const receiver of able) {
        const own = samples.get(receiver.name) ?? [];
        const latencies = own.flatMap((sample) => sample.latencies);
        rows.push({
          receiver: receiver.name,
          size,
          perSecond: spreadOf(own.map(({ wallMs }) => (count * 1_000) / wallMs)),
          p50: percentile(latencies, 0.5),
          p95: percentile(latencies, 0.95),
          p99: percentile(latencies, 0.99),
          cpu: spreadOf(own.map(({ cpuMs }) => cpuMs / count)),
          cpuRatio: spreadOf(own.map(({ cpuMs }, round) => cpuMs / (base[round]?.cpuMs ?? Number.NaN))),
          peakMegabytes: (await receiver.usage()).peakBytes / 2 ** 20,
        });
      }
    }
    return rows;
  } finally {
    agent.destroy();
    for (const { child } of receivers) child.kill();
    servers.stop();
  }
}
