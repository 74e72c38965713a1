/** The program `hookbridge` of an installed package, run as a process. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = resolve(import.meta.dirname, "../..");

/** A Node.js to run the package on. */
export interface NodeProgram {
  readonly version: string;
  readonly file: string;
}

/** The oldest Node.js that the package takes, as packaging/ has it; undefined where npm has none for this machine. */
export function oldestNode(): NodeProgram | undefined {
  const file = join(root, `packaging/node_modules/node-${process.platform}-${process.arch}/bin/node`);
  return existsSync(file) ? { version: "22.18", file } : undefined;
}

/** The program as npm links it, which `npx hookbridge` runs. */
export const programOf = (project: string): string => join(project, "node_modules/.bin/hookbridge");

/** Runs a program to its end. */
export async function runToEnd(
  file: string,
  args: readonly string[],
  cwd: string,
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const child = spawn(file, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const output = collect(child);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out: output.out(), err: output.err() };
}

function collect(child: ChildProcess): { out(): string; err(): string } {
  let out = "";
  let err = "";
  child.stdout?.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    err += chunk;
  });
  return { out: () => out, err: () => err };
}

/** A bridge that was started with `hookbridge start`. */
export interface StartedBridge {
  readonly url: string;
  readonly err: () => string;
  /** @returns its exit code */
  stop(): Promise<number | null>;
}

/** Waits until `look` finds something, for a minute at most. */
async function until<Found>(what: string, look: () => Promise<Found | undefined>): Promise<Found> {
  for (const end = performance.now() + 60_000; performance.now() < end; await sleep(200)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`${what} did not happen within a minute.`);
}

/** Starts the bridge of a project and waits until it is ready. */
export async function startBridge(
  node: string,
  project: string,
  dataDirectory: string,
): Promise<StartedBridge> {
  const secrets = join(project, "secrets.json");
  writeFileSync(secrets, JSON.stringify({ code: [secretOfVendor], parcels: [secretOfVendor] }));
  const args = [
    programOf(project),
    "start",
    "--port",
    "0",
    "--data-dir",
    dataDirectory,
    "--secrets",
    secrets,
  ];
  const child = spawn(node, args, { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
  const output = collect(child);
  const ended = once(child, "close").then(([code]) => code as number | null);
  const stop = async (): Promise<number | null> => {
    child.kill("SIGTERM");
    return ended;
  };
  try {
    const url = await until("hookbridge start", async () => {
      if (child.exitCode !== null) throw new Error(`It has ended: ${output.out()}${output.err()}`);
      return /^ready (http:\/\/127\.0\.0\.1:\d+)$/m.exec(output.out() + output.err())?.[1];
    });
    return { url, err: output.err, stop };
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}

const secretOfVendor = "xT4-not-a-real-secret";

/** Sends a webhook, signed as its vendor documents it: an HMAC of the body. */
export function sendSigned(
  { url }: StartedBridge,
  source: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Response> {
  const digest = createHmac("sha256", secretOfVendor).update(body).digest("hex");
  const signed = Object.entries(headers).map(([name, value]) => [name, value.replace("{digest}", digest)]);
  return fetch(`${url}/hooks/${source}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...Object.fromEntries(signed) },
    body,
  });
}

/** An event on a local bus, as the runtime's API lists it. */
export interface ListedEvent {
  readonly bus: string;
  readonly event: { readonly detail: Readonly<Record<string, unknown>> };
}

/** Waits for the event of a source. */
export const eventOf = ({ url }: StartedBridge, source: string): Promise<ListedEvent> =>
  until(`an event of ${source}`, async () => {
    const { items } = (await (await fetch(`${url}/api/events`)).json()) as { readonly items: ListedEvent[] };
    return items.find(({ event }) => event.detail.bridgesource === source);
  });
