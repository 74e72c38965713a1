/** An SQS that is not ours: ElasticMQ, which refuses what AWS refuses (`strict`) and locks the groups of FIFO queues. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { freePort } from "./free-port.ts";
import { elasticmqJars } from "./install-elasticmq.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** URL of ElasticMQ; "" where it can't run. */
    readonly queues: string;
  }
}

const settings = (port: number): string => `include classpath("application.conf")
node-address { protocol = http, host = "127.0.0.1", port = ${port}, context-path = "" }
rest-sqs { enabled = true, bind-hostname = "127.0.0.1", bind-port = ${port}, sqs-limits = strict }
rest-stats { enabled = false }
generate-node-address = false
aws { region = us-east-1, accountId = 123456789012 }
`;

async function listens(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 600 && server.exitCode === null; attempt++) {
    const up = await fetch(url).then(
      () => true,
      () => false,
    );
    if (up) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`ElasticMQ does not answer at ${url}.`);
}

/** Starts ElasticMQ for all rehearsals; gives back how to stop it. */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  // vitest.config.ts has said why, and leaves out the tests that need it.
  if (!existsSync(elasticmqJars)) {
    provide("queues", "");
    return () => {};
  }
  const port = await freePort();
  const file = join(mkdtempSync(join(tmpdir(), "elasticmq-")), "elasticmq.conf");
  writeFileSync(file, settings(port));
  const options = ["-Xmx512m", `-Dconfig.file=${file}`, "-cp", join(elasticmqJars, "*")];
  const server = spawn("java", [...options, "org.elasticmq.server.Main"], { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  await listens(url, server);
  provide("queues", url);
  return () => void server.kill();
}
