/**
 * An AWS that is not ours: moto's server, in a Python environment of its own under .rehearsal. With AWS_ENDPOINT_URL set, what
 * listens there is used instead (LocalStack, or another moto).
 */
import { spawn } from "node:child_process";
import type { TestProject } from "vitest/node";
import { freePort } from "./free-port.ts";
import { installMoto } from "./install-moto.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly endpoint: string;
  }
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const up = await fetch(`${url}/moto-api/data.json`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`moto does not answer at ${url}.`);
}

/** Starts moto for all rehearsals; gives back how to stop it. */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  const given = process.env.AWS_ENDPOINT_URL;
  if (given) {
    provide("endpoint", given);
    return () => {};
  }
  const program = installMoto();
  const port = await freePort();
  const server = spawn(program, ["-H", "127.0.0.1", "-p", String(port)], {
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  await answers(url);
  provide("endpoint", url);
  return () => void server.kill();
}
