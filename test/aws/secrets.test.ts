import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BatchVault, cachedSecrets, type SecretVault } from "../../src/aws/secrets/secret-cache.ts";
import { secretsManagerVault } from "../../src/aws/secrets/secrets-manager.ts";
import { ssmVault } from "../../src/aws/secrets/ssm.ts";
import { AwsError, type Input, startAwsJsonServer } from "../../src/local/aws/aws-json-server.ts";
import { startSsm } from "../../src/local/aws/ssm/server.ts";

const directory = mkdtempSync(join(tmpdir(), "hookbridge-secrets-"));
const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(closers.map((close) => close()));
  rmSync(directory, { recursive: true, force: true });
});

const common = {
  region: "us-east-1",
  credentials: { accessKeyId: "a", secretAccessKey: "b" },
  maxAttempts: 1,
};

/** The two operations of Secrets Manager that the bridge calls, with the names of its errors. */
async function startSecretsManager(): Promise<{ readonly url: string; readonly inputs: Input[] }> {
  const secrets = new Map<string, string>();
  const inputs: Input[] = [];
  const operations = new Map<string, (input: Input) => object>([
    [
      "GetSecretValue",
      (input) => {
        const SecretString = secrets.get(String(input.SecretId));
        if (SecretString === undefined) throw new AwsError("ResourceNotFoundException", "no such secret");
        return { Name: input.SecretId, SecretString };
      },
    ],
    [
      "CreateSecret",
      (input) => {
        inputs.push(input);
        const name = String(input.Name);
        if (secrets.has(name)) throw new AwsError("ResourceExistsException", "it exists");
        secrets.set(name, String(input.SecretString));
        return { Name: name };
      },
    ],
  ]);
  const server = await startAwsJsonServer({
    host: "127.0.0.1",
    port: 0,
    target: "secretsmanager",
    operations,
  });
  closers.push(() => server.close());
  return { url: server.url, inputs };
}

let vaults: Readonly<Record<string, BatchVault>>;
let inputs: readonly Input[];

beforeAll(async () => {
  const ssm = await startSsm({
    host: "127.0.0.1",
    port: 0,
    file: join(directory, "ssm.json"),
    now: Date.now,
  });
  closers.push(() => ssm.close());
  const secretsManager = await startSecretsManager();
  inputs = secretsManager.inputs;
  const unreachable = "http://127.0.0.1:1";
  vaults = {
    ssm: ssmVault(new SSMClient({ ...common, endpoint: ssm.url }), "/hookbridge/dev", undefined),
    "ssm, down": ssmVault(new SSMClient({ ...common, endpoint: unreachable }), "/hookbridge/dev", undefined),
    "secrets-manager": secretsManagerVault(
      new SecretsManagerClient({ ...common, endpoint: secretsManager.url }),
      "/hookbridge/dev",
      "arn:key",
    ),
    "secrets-manager, down": secretsManagerVault(
      new SecretsManagerClient({ ...common, endpoint: unreachable }),
      "/hookbridge/dev",
      undefined,
    ),
  };
});

const { signal } = new AbortController();

const vaultOf = (name: string): BatchVault => {
  const vault = vaults[name];
  if (!vault) throw new Error(name);
  return vault;
};

describe.each(["ssm", "secrets-manager"])("%s", (name) => {
  it("has no secret, keeps the first, and refuses the second", async () => {
    const store = cachedSecrets(vaultOf(name), () => 0);
    expect(await vaultOf(name).read("paired", signal)).toBeUndefined();
    expect(await store.adopt("paired", "first")).toBe(true);
    expect(await store.adopt("paired", "second")).toBe(false);
    expect((await store.secrets("paired", [])).map((secret) => secret.reveal())).toEqual(["first"]);
  });

  it("reads several, with their roles", async () => {
    await vaultOf(name).keep("several", JSON.stringify(["new", "verifyToken:t", "old"]), signal);
    const secrets = await cachedSecrets(vaultOf(name), () => 0).secrets("several", ["verifyToken"]);
    expect(secrets.map((secret) => [secret.reveal(), secret.role])).toEqual([
      ["new", undefined],
      ["t", "verifyToken"],
      ["old", undefined],
    ]);
  });

  it("says so when it can't be reached", async () => {
    const down = vaultOf(`${name}, down`);
    await expect(down.read("any", signal)).rejects.toMatchObject({ code: "secret-store-failed" });
    await expect(down.keep("any", "x", signal)).rejects.toMatchObject({ code: "secret-store-failed" });
  });
});

it("secrets that vendors hand over are encrypted with the configuration's key", () => {
  expect(inputs[0]).toMatchObject({ Name: "/hookbridge/dev/paired", KmsKeyId: "arn:key" });
});

it("uses the last secrets while the store is down, and asks again after a miss once per cool-down", async () => {
  let now = 0;
  let text: string | Error = '["one"]';
  let reads = 0;
  const vault: SecretVault = {
    async read() {
      reads++;
      if (text instanceof Error) throw text;
      return text;
    },
    keep: async () => true,
  };
  const store = cachedSecrets(vault, () => now);
  expect((await store.secrets("a", [])).map((secret) => secret.reveal())).toEqual(["one"]);
  text = new Error("down");
  now = 400_000;
  const tried = await store.secrets("a", []);
  expect(tried.map((secret) => secret.reveal())).toEqual(["one"]);
  text = '["two"]';
  now = 500_000;
  const fresh = await store.refresh("a", [], tried);
  expect(fresh?.map((secret) => secret.reveal())).toEqual(["two"]);
  expect(await store.refresh("a", [], fresh ?? [])).toBeUndefined();
  expect(reads).toBe(3);
});
