import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DeleteParameterCommand,
  GetParameterCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  PutParameterCommand,
  paginateGetParametersByPath,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type SsmServer, startSsm } from "../../../../src/local/aws/ssm/server.ts";

const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const region = "eu-central-1";

let directory: string;
let file: string;
let server: SsmServer;
let client: SSMClient;

async function start(): Promise<void> {
  const now = () => new Date("2026-03-04T05:06:07Z");
  server = await startSsm({ host: "127.0.0.1", port: 0, file, now });
  client = new SSMClient({ endpoint: server.url, region, credentials });
}

async function stop(): Promise<void> {
  client.destroy();
  await server.close();
}

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "ssm-"));
  file = join(directory, "ssm.json");
  await start();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await stop();
  rmSync(directory, { recursive: true });
});

test("values have versions and survive a restart, in a file that only its owner can read", async () => {
  const parameter = { Name: "/bridge/a", Type: "SecureString" as const };
  expect(await client.send(new PutParameterCommand({ ...parameter, Value: "one" }))).toMatchObject({
    Version: 1,
  });
  const twice = client.send(new PutParameterCommand({ ...parameter, Value: "two" }));
  await expect(twice).rejects.toMatchObject({ name: "ParameterAlreadyExists" });
  const over = new PutParameterCommand({ ...parameter, Value: "two", Overwrite: true });
  expect(await client.send(over)).toMatchObject({ Version: 2 });
  await stop();
  await start();
  const { Parameter } = await client.send(
    new GetParameterCommand({ Name: "/bridge/a", WithDecryption: true }),
  );
  expect(Parameter).toMatchObject({ Value: "two", Version: 2, Type: "SecureString" });
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
    "/bridge/a": { value: "two", version: 2, type: "SecureString" },
  });
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(directory)).toEqual(["ssm.json"]);
});

test("an unknown name is ParameterNotFound, or invalid among many", async () => {
  server.put("/known", "value");
  const unknown = { Name: "/unknown" };
  await expect(client.send(new GetParameterCommand(unknown))).rejects.toMatchObject({
    name: "ParameterNotFound",
  });
  await expect(client.send(new DeleteParameterCommand(unknown))).rejects.toMatchObject({
    name: "ParameterNotFound",
  });
  const many = await client.send(new GetParametersCommand({ Names: ["/known", "/unknown"] }));
  expect(many.Parameters?.map(({ Name }) => Name)).toEqual(["/known"]);
  expect(many.InvalidParameters).toEqual(["/unknown"]);
});

test("lists a path by pages", async () => {
  const names = Array.from({ length: 23 }, (_, index) => `/bridge/p${String(index).padStart(2, "0")}`);
  for (const name of [...names, "/bridge/deep/one", "/bridges"]) server.put(name, "value");
  const found: (string | undefined)[] = [];
  let pages = 0;
  for await (const page of paginateGetParametersByPath({ client }, { Path: "/bridge" })) {
    pages++;
    for (const { Name } of page.Parameters ?? []) found.push(Name);
  }
  expect([pages, found]).toEqual([3, names]);
  const all = new GetParametersByPathCommand({ Path: "/bridge/deep", Recursive: true });
  expect((await client.send(all)).Parameters).toHaveLength(1);
});

test("put, get and remove act on the same values", async () => {
  server.put("/a", "1");
  server.put("/a", "2");
  expect(server.get("/a")).toBe("2");
  await client.send(new DeleteParameterCommand({ Name: "/a" }));
  expect([server.get("/a"), server.remove("/a")]).toEqual([undefined, false]);
});

test("does not start with a file that it cannot parse", async () => {
  const spoilt = join(directory, "spoilt.json");
  writeFileSync(spoilt, '{"a":');
  const options = { host: "127.0.0.1", port: 0, file: spoilt, now: () => new Date(0) } as const;
  await expect(startSsm(options)).rejects.toThrow("spoilt.json is not a file of parameters");
});
