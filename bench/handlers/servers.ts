import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { environmentNames } from "../../src/config/environment.ts";
import type { BridgeResources } from "../../src/local/server/workspace/provision.ts";
import { subjectOf } from "../micro/bridge.ts";

/** The embedded servers, in a process of their own. */
export interface Servers {
  readonly resources: BridgeResources;
  /** What a function needs to find them. */
  readonly variables: NodeJS.ProcessEnv;
  stop(): void;
}

/** The next thing that a process of the benchmark says. */
export function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void =>
      reject(new Error(`a process of the benchmark ended with ${code}`));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(message as T);
    });
  });
}

/** Starts the embedded servers with a queue, a bus and the secret of one source, `github`. */
export async function startServers(folder: string): Promise<Servers> {
  const state = mkdtempSync(join(folder, "state-"));
  const script = fileURLToPath(new URL("./cloud.ts", import.meta.url));
  const child = fork(script, [state, subjectOf("github").secret], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const { resources, variables } = await nextMessage<{
    resources: BridgeResources;
    variables: Record<string, string>;
  }>(child);
  return {
    resources,
    variables: {
      ...process.env,
      ...variables,
      [environmentNames.stage]: "bench",
      [environmentNames.queueUrl]: resources.queue.url,
      [environmentNames.deadLetterQueueUrl]: resources.deadLetterQueue.url,
      [environmentNames.table]: resources.table,
      [environmentNames.bucket]: resources.bucket,
      [environmentNames.busPrefix]: resources.busPrefix,
      [environmentNames.parameterPrefix]: resources.parameterPrefix,
      [environmentNames.secretStore]: "ssm",
      [environmentNames.metricsNamespace]: "bench",
    },
    stop() {
      if (child.connected) child.disconnect();
    },
  };
}
