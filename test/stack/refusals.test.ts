import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type BridgeConfig, defineBridge } from "../../src/config/define-bridge.ts";
import type { DeploymentOptions } from "../../src/config/deployment-options.ts";
import { github, slack } from "../../src/providers/index.ts";
import { buildStack } from "../../src/stack/build-stack.ts";
import { loadBridge } from "../../src/stack/bundle/load-bridge.ts";
import { copyProject, osls } from "./support/package-fixture.ts";

const directory = mkdtempSync(join(tmpdir(), "hookbridge-refusals-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

type Config = Partial<BridgeConfig<string>>;

const build = (config: Config, stage = "prod"): unknown =>
  buildStack(defineBridge({ buses: { events: {} }, sources: {}, ...config }), stage);

const source = { provider: github, bus: "events" };
const many = (count: number, prefix: string) => Array.from({ length: count }, (_, n) => `${prefix}-${n}`);
const record = <Value>(names: readonly string[], value: Value) =>
  Object.fromEntries(names.map((name) => [name, value]));
const door = (frontDoor: DeploymentOptions["frontDoor"]): Config => ({ deployment: { frontDoor } as never });
const balancer = {
  kind: "load-balancer",
  publicUrl: "https://a.example.com",
  certificate: "c",
  vpc: "v",
} as const;

const refused: readonly (readonly [what: string, config: Config, message: RegExp])[] = [
  ["a name that AWS can't take", { name: "Acme Hooks" }, /name is "Acme Hooks"\. Write it as lower-case/],
  [
    "more buses than EventBridge allows",
    { buses: record(many(101, "bus"), {}) },
    /101 buses\. .* allows 100/,
  ],
  [
    "more sources than a stack holds",
    { sources: record(many(301, "source"), source) },
    /301 sources\. .* holds 300/,
  ],
  ["two buses of one name in the stack", { buses: { people: {}, People: {} } }, /"people" and "People"/],
  [
    "a bus of a stage that is nowhere",
    { stages: { prod: { buses: { evnts: {} } } } },
    /"evnts", which is not among/,
  ],
  [
    "an account that is none",
    { buses: { events: { shareWith: { accounts: ["1234"] } } } },
    /account .* "1234"/,
  ],
  ["an organization that is none", { buses: { events: { shareWith: { organization: "acme" } } } }, /"acme"/],
  [
    "a lock that locks everybody out",
    { buses: { events: { locked: { rulesBy: [] } } } },
    /nobody may make rules/,
  ],
  [
    "a principal that is no ARN",
    { buses: { events: { locked: { rulesBy: ["admin"] } } } },
    /rulesBy is "admin"/,
  ],
  [
    "a bus to forward to that is no ARN",
    { buses: { events: { forwardTo: ["central"] } } },
    /forward to is "central"/,
  ],
  [
    "more targets than a rule takes",
    { buses: { events: { forwardTo: many(6, "arn:aws:events:eu-west-1:111122223333:event-bus/b") } } },
    /forwards to 6 buses/,
  ],
  [
    "a bus whose log can't be named",
    { buses: record([`${"x".repeat(50)}`], { log: "error" }) },
    /too long to be logged/,
  ],
  [
    "a batch that SQS does not give",
    { deployment: { queue: { batchSize: 11 } } },
    /batchSize is 11\. .*1 to 10/,
  ],
  ["a window that Lambda does not wait", { deployment: { queue: { batchingWindowSeconds: 301 } } }, /301/],
  ["too little concurrency", { deployment: { queue: { maximumConcurrency: 1 } } }, /maximumConcurrency is 1/],
  ["no attempt", { deployment: { queue: { attempts: 0 } } }, /attempts is 0/],
  [
    "pollers and concurrency",
    { deployment: { queue: { pollers: { minimum: 2, maximum: 4 }, maximumConcurrency: 5 } } },
    /Lambda takes one of them/,
  ],
  [
    "fewer pollers than the least",
    { deployment: { queue: { pollers: { minimum: 9, maximum: 4 } } } },
    /maximum is 4/,
  ],
  [
    "days that CloudWatch does not offer",
    { deployment: { logDays: 31 } },
    /logDays is 31\. CloudWatch offers 1, 3/,
  ],
  ["payloads gone before their messages", { deployment: { claimDays: 7 } }, /claimDays is 7\. .*from 30/],
  ["a key that is no ARN", { deployment: { encryptionKey: "alias/mine" } }, /encryptionKey is "alias\/mine"/],
  [
    "a key of secrets that is no ARN",
    { deployment: { secrets: { encryptionKey: "k" } } },
    /secrets.encryptionKey/,
  ],
  ["a share over all", { deployment: { alarms: { deadlineShare: 101 } } }, /deadlineShare is 101/],
  ["an age under a minute", { deployment: { alarms: { oldestSeconds: 5 } } }, /oldestSeconds is 5/],
  ["a fraction of a failure", { deployment: { alarms: { authenticationFailures: 0.5 } } }, /0\.5/],
  [
    "a rate over API Gateway's quota",
    door({ kind: "http-api", throttle: { rate: 10_001, burst: 1 } }),
    /rate is 10001/,
  ],
  [
    "a burst over API Gateway's quota",
    door({ kind: "http-api", throttle: { rate: 1, burst: 5_001 } }),
    /5001/,
  ],
  [
    "a firewall that shuts out everybody",
    door({ kind: "rest-api", firewall: { requestsPerAddress: 1 } }),
    /is 1\./,
  ],
  ["one subnet", door({ ...balancer, subnets: ["a"] }), /fewer than two subnets/],
  [
    "a public URL without TLS",
    door({ ...balancer, subnets: ["a", "b"], publicUrl: "http://a.b" }),
    /publicUrl is/,
  ],
  [
    "a buffer before a vendor that wants handshakes",
    { sources: { "acme-slack": { ...source, provider: slack } }, ...door({ kind: "buffer-first" }) },
    /source "acme-slack": Slack wants handshakes, and .* buffers gives none\. Choose another/,
  ],
  [
    "a content type that is none",
    door({ kind: "buffer-first", contentTypes: ["json"] }),
    /contentTypes is "json"/,
  ],
  [
    "a buffer before a source that wants an order",
    {
      sources: { "acme-github": { ...source, order: "subject" } },
      ...door({ kind: "buffer-first" }),
    },
    /"acme-github": it wants an order/,
  ],
  [
    "a load balancer's name over 32 characters",
    { name: "a-long-deployment", ...door({ ...balancer, subnets: ["a", "b"] }) },
    /AWS allows 32/,
  ],
];

describe("a deployment is refused", () => {
  it.each(refused)("with %s", (what, config, message) => {
    const stage = /over 32/.test(what) ? "anotherlongstage" : "prod";
    let said = "";
    try {
      build(config, stage);
    } catch (error) {
      const { code, message: text, remedy } = error as { code: string; message: string; remedy: string };
      said = `${code}: ${text} ${remedy}`;
    }
    expect(said).toMatch(/^config-invalid: bridge\.config\.ts: /);
    expect(said).toMatch(message);
  });

  it("with a stage that AWS can't take", () => {
    expect(() => build({}, "pre-prod")).toThrow(/stage is "pre-prod"/);
  });

  it("with everything that is wrong named at once", () => {
    const deployment = { logDays: 2, claimDays: 1 };
    expect(() => build({ deployment })).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/logDays|claimDays/),
        remedy: expect.stringMatching(/logDays/),
      }),
    );
  });

  it("with a stack over CloudFormation's 500 resources", () => {
    const buses = record(many(100, "bus"), { log: "trace", archiveDays: 1, discoverSchemas: true } as const);
    expect(() => build({ buses })).toThrow(/resources, and CloudFormation takes 500/);
  });
});

describe("two of one name", () => {
  it("are refused, though JavaScript would keep the last and say nothing", async () => {
    const file = join(directory, "bridge.config.ts");
    writeFileSync(
      file,
      `import { defineBridge } from "hookbridge"; import { github } from "hookbridge/providers";
      export default defineBridge({ buses: { events: {} }, sources: {
        "acme-github": { provider: github, bus: "events" }, "acme-github": { provider: github, bus: "events" } } });`,
    );
    await expect(loadBridge(file)).rejects.toMatchObject({
      code: "config-invalid",
      message: expect.stringMatching(/Duplicate key "acme-github"/),
    });
  });
});

it("osls says it once, and packages nothing", async () => {
  const project = copyProject(
    'import { defineBridge } from "hookbridge"; export default defineBridge({ buses: { "no such": {} }, sources: {} });',
  );
  try {
    const failure = await osls(project, "package").catch((error: { stderr: string; code: number }) => error);
    expect(failure).toMatchObject({ code: 1 });
    expect((failure as { stderr: string }).stderr.match(/bus name "no such"/g)).toHaveLength(1);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
});
