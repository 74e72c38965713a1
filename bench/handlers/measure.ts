import { fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type FunctionName, functionBundles, githubAlone } from "../load/bundles.ts";
import type { Size } from "../payload.ts";
import { percentile, type Spread, spreadOf } from "../rounds.ts";
import type { DriveOrder, DriveSample } from "./drive.ts";
import { startServers } from "./servers.ts";

/** What a handler did over all rounds. */
export interface HandlerRow {
  readonly handler: DriveSample["handler"];
  readonly size: Size;
  readonly concurrency: number;
  /** Webhooks a second, by the clock. */
  readonly perSecond: Spread;
  /** Milliseconds of one call. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Milliseconds of processor time for one webhook, in the handler's process. */
  readonly cpu: Spread;
  /** The same over that of a handler with the vendor's SDK and SendMessage, of each round. */
  readonly cpuRatio: Spread;
}

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** All samples of one order. */
function run(order: DriveOrder, env: NodeJS.ProcessEnv): Promise<readonly DriveSample[]> {
  const child = fork(script("./drive.ts"), { env, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const samples: DriveSample[] = [];
  child.on("message", (message: DriveSample | { readonly error: string }) => {
    if ("error" in message) console.error(message.error);
    else samples.push(message);
  });
  child.send(order);
  return new Promise((resolve, reject) => {
    child.once("exit", (code) =>
      code === 0 && samples.length >= order.rounds * 4
        ? resolve(samples)
        : reject(new Error("the handlers could not be measured")),
    );
  });
}

function rowsOf(samples: readonly DriveSample[], size: Size, concurrency: number): readonly HandlerRow[] {
  const names = ["receive", "publish", "SDK to queue", "AWS quick start"] as const;
  const cpuOf = (name: string): readonly number[] =>
    samples.filter(({ handler }) => handler === name).map(({ cpuMs, webhooks }) => cpuMs / webhooks);
  const base = cpuOf("SDK to queue");
  return names.map((handler) => {
    const own = samples.filter((sample) => sample.handler === handler);
    const latencies = own.flatMap((sample) => sample.latencies);
    const cpu = cpuOf(handler);
    return {
      handler,
      size,
      concurrency,
      perSecond: spreadOf(own.map(({ webhooks, wallMs }) => (webhooks * 1_000) / wallMs)),
      p50: percentile(latencies, 0.5),
      p95: percentile(latencies, 0.95),
      p99: percentile(latencies, 0.99),
      cpu: spreadOf(cpu),
      cpuRatio: spreadOf(cpu.map((milliseconds, round) => milliseconds / (base[round] ?? Number.NaN))),
    };
  });
}

/** The bundled functions against what people write instead, on the embedded servers. */
export async function measureHandlers(
  folder: string,
  rounds: number,
  progress: (what: string) => void,
): Promise<readonly HandlerRow[]> {
  const bundles = await functionBundles(githubAlone(folder), join(folder, "handlers"));
  const url = (name: FunctionName): string => pathToFileURL(bundles[name].file).href;
  const { resources, variables, stop } = await startServers(folder);
  try {
    const rows: HandlerRow[] = [];
    const plans: readonly (readonly [Size, number, number, number])[] = [
      ["2 KB", 2_048, 1, 100],
      ["2 KB", 2_048, 16, 400],
      ["64 KB", 65_536, 16, 200],
    ];
    for (const [size, bytes, concurrency, webhooks] of plans) {
      progress(`handlers with I/O, ${size}, ${concurrency} at a time`);
      const order = { receive: url("receive"), publish: url("publish"), resources, bytes, rounds };
      const samples = await run({ ...order, webhooks, concurrency }, variables);
      rows.push(...rowsOf(samples, size, concurrency));
    }
    return rows;
  } finally {
    stop();
  }
}
