import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defineProvider } from "../../../src/core/provider.ts";
import type { Source } from "../../../src/core/source.ts";
import { startSsm } from "../../../src/local/aws/ssm/server.ts";
import { storeSecrets } from "../../../src/local/secrets/store-secrets.ts";

const plain = defineProvider({
  id: "plain",
  name: "Plain",
  category: "custom",
  docs: "https://example.com",
  setup: { where: "x", secret: "chosen-by-you" },
  deadlineSeconds: 5,
  signature: { scheme: "token", from: "header:x-token", role: "token" },
  event: { source: "com.plain", type: ["body:/type"] },
});
const pairing = {
  ...plain,
  handshakes: [{ name: "pair", when: "header:x-hook", answer: { keepSecret: "header:x-hook" } }],
} as const;

let ssm: SSMClient;
let server: Awaited<ReturnType<typeof startSsm>>;
beforeAll(async () => {
  const file = join(mkdtempSync(join(tmpdir(), "hookbridge-")), "ssm.json");
  server = await startSsm({ host: "127.0.0.1", port: 0, file, now: Date.now });
  ssm = new SSMClient({
    endpoint: server.url,
    region: "us-east-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
});
afterAll(() => server.close());

const source = (name: string, provider: Source["provider"]): Source => ({
  name,
  provider,
  bus: "events",
  maxBodyBytes: 1000,
});
const sources = new Map(
  [
    source("named", plain),
    source("unnamed", plain),
    source("paired", pairing),
    source("waiting", pairing),
  ].map((one) => [one.name, one]),
);

async function value(name: string): Promise<string | undefined> {
  try {
    return (await ssm.send(new GetParameterCommand({ Name: `/p/${name}`, WithDecryption: true }))).Parameter
      ?.Value;
  } catch {
    return undefined;
  }
}

test("the secrets of the file are stored; a secret from a pairing stays", async () => {
  await ssm.send(new PutParameterCommand({ Name: "/p/paired", Value: '["adopted"]', Type: "SecureString" }));
  const local = (secrets: Record<string, string[]>) => ({
    file: "s.json",
    made: false,
    secrets: new Map(Object.entries(secrets)),
    signingKeys: new Map(),
  });

  const warnings = await storeSecrets(
    ssm,
    "/p",
    sources,
    local({ named: ["token:first-of-two", "token:second-of-two"], stranger: ["x"] }),
  );
  expect(await Promise.all(["named", "unnamed", "paired", "waiting"].map(value))).toEqual([
    '["token:first-of-two","token:second-of-two"]',
    undefined,
    '["adopted"]',
    undefined,
  ]);
  expect(warnings).toHaveLength(2);
  expect(warnings[0]).toMatch(/"unnamed" has no secret in s\.json/);
  expect(warnings[1]).toContain('"stranger"');

  expect(
    await storeSecrets(
      ssm,
      "/p",
      sources,
      local({ named: ["token: "], unnamed: ["an-unnamed-secret"], paired: [] }),
    ),
  ).toEqual([expect.stringMatching(/"named" has a blank .* s\.json/)]);
  expect(await Promise.all(["unnamed", "paired"].map(value))).toEqual(['["an-unnamed-secret"]', undefined]);
});

test("doubtful secrets are stored, and told without what they are", async () => {
  const secrets = {
    named: ['token:"a-quoted-token"'],
    unnamed: ["a-right-token", "x", "TOKEN=hunter2-hunter2"],
  };
  const local = {
    file: "s.json",
    made: false,
    secrets: new Map(Object.entries(secrets)),
    signingKeys: new Map(),
  };
  const warnings = await storeSecrets(ssm, "/q", sources, local);
  expect(warnings).toEqual([
    'source "named": look at its secret in s.json. It is in quotation marks, or has one at an end. Store it without them.',
    expect.stringMatching(/^source "unnamed": look at its secret number 2 in s\.json\. It is too short/),
    expect.stringMatching(/^source "unnamed": look at its secret number 3 .* Store only what is behind/),
  ]);
  expect(warnings.join()).not.toMatch(/quoted|right|hunter/);
});

test("what is replaced since the last run is told, and what is the same is not", async () => {
  const replaced: unknown[] = [];
  const store = (list: readonly string[]) =>
    storeSecrets(ssm, "/replaced", new Map([["named", source("named", plain)]]), {
      file: "s.json",
      secrets: new Map([["named", list]]),
      onReplaced: (...change) => replaced.push(change),
    });
  const [first, second] = ["the-first-secret-of-this-source", "the-second-secret-of-this-source"];
  await store([first]);
  await store([first]);
  expect(replaced).toEqual([]);
  await store([second, first]);
  await store([]);
  expect(replaced).toEqual([
    ["named", [first], [second, first]],
    ["named", [second, first], []],
  ]);
});
