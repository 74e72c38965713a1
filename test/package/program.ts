/** The program `hookbridge` of an installed package, run as a process. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = resolve(import.meta.dirname, "../..");

/** A Node.js to run the package on. */
export interface NodeProgram {
  readonly version: string;
  readonly file: string;
}

/** The oldest Node.js that the package takes, as packaging/ has it; undefined where npm has none for this machine. */
function oldestNode(): NodeProgram | undefined {
  const file = join(root, `packaging/node_modules/node-${process.platform}-${process.arch}/bin/node`);
  return existsSync(file) ? { version: "22.18", file } : undefined;
}

/** The program as npm links it, which `npx hookbridge` runs. */
export const programOf = (project: string): string => join(project, "node_modules/.bin/hookbridge");

/** The oldest Node.js, and that which runs the tests. */
export function nodePrograms(): readonly [NodeProgram, ...NodeProgram[]] {
  const ours = { version: process.versions.node, file: process.execPath };
  const oldest = oldestNode();
  return oldest ? [oldest, ours] : [ours];
}

/** Runs a program to its end. */
export async function runToEnd(
  file: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
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
  /** The secret with which the vendor of a source signs. */
  readonly secretOf: (source: string) => string;
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

/** How to start a bridge. */
export interface Start {
  /** The command, to which flags are added: `["npm", "start", "--"]`. */
  readonly command: readonly [string, ...string[]];
  readonly project: string;
  readonly dataDirectory: string;
  /** Sources that get a secret in a file. Default: the bridge makes random ones. */
  readonly sources?: readonly string[];
  /** The Node.js that programs in the path run on. */
  readonly node: NodeProgram;
}

const secretOfVendor = "xT4-not-a-real-secret";

/** Variables with which `node` is this Node.js. */
export const withNode = ({ file }: NodeProgram): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [dirname(file), process.env.PATH].join(delimiter),
});

/** Starts the bridge of a project and waits until it is ready. */
export async function startBridge({
  command,
  project,
  dataDirectory,
  sources,
  node,
}: Start): Promise<StartedBridge> {
  const secrets = join(project, sources ? "secrets.json" : join(dataDirectory, "secrets.json"));
  if (sources)
    writeFileSync(
      secrets,
      JSON.stringify(Object.fromEntries(sources.map((name) => [name, [secretOfVendor]]))),
    );
  const flags = ["--port", "0", "--data-dir", dataDirectory, ...(sources ? ["--secrets", secrets] : [])];
  const [program, ...args] = [...command, ...flags];
  // A process group of its own, so that a signal reaches what npm starts.
  const options = { cwd: project, env: withNode(node), detached: true } as const;
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const output = collect(child);
  const ended = once(child, "close").then(([code]) => code as number | null);
  const signal = (name: NodeJS.Signals): boolean => child.pid !== undefined && process.kill(-child.pid, name);
  try {
    const url = await until("hookbridge start", async () => {
      if (child.exitCode !== null) throw new Error(`It has ended: ${output.out()}${output.err()}`);
      return /^ready (http:\/\/127\.0\.0\.1:\d+)$/m.exec(output.out() + output.err())?.[1];
    });
    const stop = (): Promise<number | null> => {
      signal("SIGTERM");
      return ended;
    };
    const kept = JSON.parse(readFileSync(secrets, "utf8")) as Readonly<Record<string, readonly string[]>>;
    return { url, err: output.err, secretOf: (source) => kept[source]?.[0] ?? "", stop };
  } catch (error) {
    if (child.exitCode === null) signal("SIGKILL");
    throw error;
  }
}

/** Sends a webhook, signed as its vendor documents it: an HMAC of the body. */
export function sendSigned(
  { url, secretOf }: StartedBridge,
  source: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Response> {
  const digest = createHmac("sha256", secretOf(source)).update(body).digest("hex");
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

/** GitHub's headers of an opened issue. */
export const issueHeaders = (delivery: string): Readonly<Record<string, string>> => ({
  "x-github-event": "issues",
  "x-github-delivery": delivery,
  "x-hub-signature-256": "sha256={digest}",
});

/** The events, the oldest first. */
export async function eventsIn({ url }: StartedBridge): Promise<readonly ListedEvent[]> {
  const get = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(`${url}/api/${path}`)).json()) as Answer;
  const { items } = await get<{ readonly items: readonly { readonly id: string }[] }>("events?limit=1000");
  return Promise.all(items.toReversed().map(({ id }) => get<ListedEvent>(`events/${id}`)));
}

/** Waits for the event of a source. */
export const eventOf = (bridge: StartedBridge, source: string): Promise<ListedEvent> =>
  until(`an event of ${source}`, async () => {
    const items = await eventsIn(bridge);
    return items.find(({ event }) => event.detail.bridgesource === source);
  });
