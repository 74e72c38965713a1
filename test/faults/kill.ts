import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startLocalAws } from "../../src/local/aws/start-local-aws.ts";
import { startProgress } from "./progress.ts";
import { type Point, type ServiceProxy, startProxy } from "./proxy.ts";
import { seeded } from "./random.ts";

const root = resolve(import.meta.dirname, "../..");
const secret = "It's a Secret to Everybody";

/** Calls of the process before and after which it is killed. */
const calls = [
  "ssm GetParameter",
  "sqs SendMessage",
  "dynamodb BatchGetItem",
  "eventbridge PutEvents",
  "dynamodb BatchWriteItem",
  "sqs DeleteMessageBatch",
] as const;

const config = `
import { defineBridge } from ${JSON.stringify(join(root, "src/config/define-bridge.ts"))};
import { hmac } from ${JSON.stringify(join(root, "src/providers/custom.ts"))};
const provider = hmac({ id: "orders", timestamp: false, event: { source: "com.acme.orders", id: "body:/id" } });
export default defineBridge({ buses: { main: {} }, sources: { orders: { provider, bus: "main" } } });
`;

interface Run {
  readonly child: ChildProcess;
  readonly url: string;
}

async function start(directory: string, proxy: ServiceProxy): Promise<Run> {
  const files = [
    "--config",
    join(directory, "bridge.config.ts"),
    "--secrets",
    join(directory, "secrets.json"),
  ];
  const flags = [...files, "--data-dir", join(directory, "data"), "--port", "0"];
  const child = spawn(process.execPath, [join(root, "src/cli/hookbridge.ts"), "start", ...flags], {
    env: { ...process.env, AWS_ENDPOINT_URL: proxy.url },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
  for (let tries = 0; tries < 600; tries++) {
    const url = /^ready (http:\S+)$/m.exec(said)?.[1];
    if (url) return { child, url };
    if (child.exitCode !== null) throw new Error(`the bridge did not start: ${said}`);
    await sleep(100);
  }
  throw new Error(`the bridge was not ready in a minute: ${said}`);
}

/** @returns true when the bridge said 2xx */
async function deliver(url: string, id: string): Promise<boolean> {
  const body = JSON.stringify({ type: "order.placed", id });
  const headers = {
    "content-type": "application/json",
    "x-signature": createHmac("sha256", secret).update(body).digest("hex"),
  };
  const answer = await fetch(`${url}/hooks/orders`, { method: "POST", headers, body }).catch(() => undefined);
  return answer?.ok === true;
}

const deliveries = 24;

/** One kill at one point, a new start, and the count. @returns what is wrong */
export async function killOnce(point: Point): Promise<readonly string[]> {
  const directory = mkdtempSync(join(tmpdir(), "hookbridge-kill-"));
  writeFileSync(join(directory, "bridge.config.ts"), config);
  writeFileSync(join(directory, "secrets.json"), JSON.stringify({ orders: [secret] }));
  const cloud = await startLocalAws(join(directory, "cloud"), "us-east-1", Date.now);
  const proxy = await startProxy(cloud.endpoints);
  const children: ChildProcess[] = [];
  try {
    const first = await start(directory, proxy);
    children.push(first.child);
    let killed = false;
    proxy.arm(point, () => {
      killed = true;
      first.child.kill("SIGKILL");
    });
    const acknowledged = new Set<string>();
    const ids = Array.from({ length: deliveries }, (_, place) => `k${place}`);
    await Promise.all(
      ids.map(async (id, place) => {
        await sleep(place * 15);
        if (await deliver(first.url, id)) acknowledged.add(id);
      }),
    );
    for (let tries = 0; !killed && tries < 100; tries++) await sleep(100);
    if (!killed) return [`nothing was killed ${point.when} ${point.call} ${point.count}`];
    if (first.child.exitCode === null && first.child.signalCode === null) await once(first.child, "close");
    const second = await start(directory, proxy);
    children.push(second.child);
    // The vendor tries again what it has no answer to.
    for (const id of ids) if (!acknowledged.has(id) && (await deliver(second.url, id))) acknowledged.add(id);
    const missing = (): string[] => ids.filter((id) => !proxy.puts.some((put) => put.id === id));
    for (let tries = 0; missing().length > 0 && tries < 400; tries++) await sleep(100);
    const copies = ids.map((id) => [id, proxy.puts.filter((put) => put.id === id).length] as const);
    return [
      ...ids.filter((id) => !acknowledged.has(id)).map((id) => `${id} was never acknowledged`),
      ...missing().map((id) => `${id} was acknowledged and is not on the bus`),
      ...copies
        .filter(([, count]) => count > 2)
        .map(([id, count]) => `${id} is on the bus ${count} times for one kill`),
      ...proxy.puts.filter(({ id }) => !ids.includes(id)).map(({ id }) => `${id} is nobody's`),
    ];
  } finally {
    for (const child of children) child.kill("SIGKILL");
    proxy.close();
    await cloud.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** `kill -9` of the real process at each point, `count` times in all. @returns how many went wrong */
export async function killRuns(count: number): Promise<number> {
  const random = seeded(1);
  const progress = startProgress("kills", count);
  let wrong = 0;
  for (let run = 0; run < count; run++) {
    const call = calls[run % calls.length] ?? calls[0];
    const when = Math.floor(run / calls.length) % 2 === 0 ? "after" : "before";
    // The secret is read once; the others go on.
    const point: Point = { when, call, count: call.startsWith("ssm") ? 1 : random.int(1, 3) };
    const found = await killOnce(point);
    progress.step(wrong === 0 ? "" : `${wrong} failed`);
    if (found.length === 0) continue;
    wrong++;
    progress.line(
      `kill -9 ${point.when} call ${point.count} of ${point.call}: ${found.slice(0, 8).join("; ")}`,
    );
  }
  progress.end();
  console.log(`${count} kills of the real process, ${wrong} went wrong`);
  return wrong;
}
