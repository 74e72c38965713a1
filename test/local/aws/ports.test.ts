import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { keptPorts } from "../../../src/local/aws/ports.ts";

const newFile = (): string => join(mkdtempSync(join(tmpdir(), "hookbridge-")), "ports.json");

/** A port on which something listens until it is closed. */
async function taken(): Promise<{ readonly port: number; readonly close: () => Promise<unknown> }> {
  const server = createServer();
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((done) => void server.close(done)),
  };
}

it("gives a free port again, and any port where it is taken", async () => {
  const file = newFile();
  const other = await taken();
  expect(await keptPorts(file).portOf("ssm")).toBe(0);
  keptPorts(file).keep({ ssm: `http://127.0.0.1:${other.port}`, dynamodb: undefined });
  expect(await keptPorts(file).portOf("ssm")).toBe(0);
  await other.close();
  expect(await keptPorts(file).portOf("ssm")).toBe(other.port);
  expect(await keptPorts(file).portOf("dynamodb")).toBe(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it("keeps the port of a service that runs elsewhere this time", () => {
  const file = newFile();
  keptPorts(file).keep({ ssm: "http://127.0.0.1:40001", dynamodb: "http://127.0.0.1:40002" });
  keptPorts(file).keep({ ssm: undefined, dynamodb: "http://127.0.0.1:40003" });
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ ssm: 40_001, dynamodb: 40_003 });
});

it.each(["{", "null", '{"ssm":"x"}', '{"ssm":80}', '{"ssm":70000}', '{"ssm":40001.5}'])(
  "a file with %s is as if there were none",
  async (text) => {
    const file = newFile();
    writeFileSync(file, text);
    expect(await keptPorts(file).portOf("ssm")).toBe(0);
  },
);
