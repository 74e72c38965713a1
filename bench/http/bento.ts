import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Servers } from "../handlers/servers.ts";
import { subjectOf } from "../micro/bridge.ts";
import type { ReceiverHandle } from "./receiver-handle.ts";

const config = fileURLToPath(new URL("../peers/bento/bento.yaml", import.meta.url));

/** A port that is free now. */
const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => found(typeof address === "object" && address ? address.port : 0));
    });
  });

/** Linux counts a process's time in hundredths of a second. */
const tickMs = 10;

/** Bento (github.com/warpstreamlabs/bento), a stream processor in Go, doing the same work by its configuration. */
export async function startBento(
  program: string,
  { resources, variables }: Servers,
): Promise<ReceiverHandle> {
  const port = await freePort();
  const child = spawn(resolve(program), ["-c", config], {
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
    if (attempt === 100 || child.exitCode !== null) throw new Error(`${program} does not listen.`);
    await new Promise((wait) => setTimeout(wait, 100));
  }
  return {
    name: "Bento",
    child,
    port,
    async usage() {
      const [, ...fields] = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ");
      const times = (fields[0] ?? "").split(" ");
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      return {
        cpuMs: (Number(times[11]) + Number(times[12])) * tickMs,
        peakBytes: Number(/^VmHWM:\s+([0-9]+) kB$/m.exec(status)?.[1]) * 1_024,
      };
    },
  };
}
