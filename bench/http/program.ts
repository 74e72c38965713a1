import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { Servers } from "../handlers/servers.ts";
import { cpuMsOf } from "../load/cpu-time.ts";
import { subjectOf } from "../micro/bridge.ts";
import type { Program } from "./build-programs.ts";
import type { ReceiverHandle } from "./receiver-handle.ts";

/** A port that is free now. */
const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => found(typeof address === "object" && address ? address.port : 0));
    });
  });

/** Starts a receiver that is no Node program. It reads where to listen, the secret and the queue from its environment. */
export async function startProgram(
  { name, file, args }: Program,
  { resources, variables }: Servers,
): Promise<ReceiverHandle> {
  const port = await freePort();
  const child = spawn(file, args, {
    env: {
      ...variables,
      LISTEN: `127.0.0.1:${port}`,
      WEBHOOK_SECRET: subjectOf("github").secret,
      SQS_QUEUE_URL: resources.deadLetterQueue.url,
      AWS_ENDPOINT_URL: new URL(resources.queue.url).origin,
    },
    stdio: "ignore",
  });
  for (let attempt = 0; ; attempt++) {
    const answered = await fetch(`http://127.0.0.1:${port}/hooks/github`).catch(() => undefined);
    if (answered) break;
    if (attempt === 100 || child.exitCode !== null) throw new Error(`${file} does not listen.`);
    await new Promise((wait) => setTimeout(wait, 100));
  }
  const pid = child.pid ?? 0;
  return {
    name,
    child,
    port,
    async usage() {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      return { cpuMs: cpuMsOf(pid), peakBytes: Number(/^VmHWM:\s+([0-9]+) kB$/m.exec(status)?.[1]) * 1_024 };
    },
  };
}
