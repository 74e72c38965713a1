import { describe, expect, it } from "vitest";
import { defineBridge } from "../../src/config/define-bridge.ts";
import type { DeploymentOptions } from "../../src/config/deployment-options.ts";
import { unknownSetting } from "../../src/config/known-settings.ts";
import { github } from "../../src/providers/index.ts";

/** Settings as in a file that no compiler has read. */
const written = (deployment: object): DeploymentOptions => deployment as DeploymentOptions;

const source = { provider: github, bus: "events" } as const;
const bridge = { buses: { events: {} }, sources: {} };
const unknownOf = (deployment: object) => unknownSetting({ ...bridge, deployment: written(deployment) });

describe("a setting that does not exist is refused where the configuration is read", () => {
  it.each([
    [
      "of a front door",
      { frontDoor: { kind: "http-api", publicURL: "https://a.example" } },
      /frontDoor \(http-api\) has no setting "publicURL"/,
    ],
    [
      "of another front door",
      { frontDoor: { kind: "function-url", domain: {} } },
      /frontDoor \(function-url\) has no setting "domain"/,
    ],
    [
      "of the load balancer",
      { frontDoor: { kind: "load-balancer", throttle: {} } },
      /has no setting "throttle"/,
    ],
    [
      "inside a setting",
      { frontDoor: { kind: "rest-api", domain: { host: "a" } } },
      /frontDoor \(rest-api\)\.domain has no setting "host"/,
    ],
    [
      "named like what every object has",
      { frontDoor: { kind: "rest-api", constructor: 1 } },
      /"constructor"/,
    ],
    ["of the deployment", { publicUrl: "https://a.example" }, /^deployment has no setting "publicUrl"/],
    [
      "of the queue",
      { queue: { pollers: { most: 2 } } },
      /^deployment\.queue\.pollers has no setting "most"/,
    ],
    ["the kind", { frontDoor: { kind: "http" } }, /has the kind "http"/],
    [
      "a kind named like what every object has",
      { frontDoor: { kind: "toString" } },
      /has the kind "toString"/,
    ],
  ])("%s", (_, deployment, says) => {
    expect(unknownOf(deployment)?.message).toMatch(says);
    const refused = { code: "config-invalid", message: expect.stringMatching(/^bridge\.config\.ts: /) };
    expect(() => defineBridge({ ...bridge, deployment: written(deployment) })).toThrow(
      expect.objectContaining(refused),
    );
    expect(() => defineBridge({ ...bridge, stages: { dev: { deployment: written(deployment) } } })).toThrow(
      expect.objectContaining({ ...refused, message: expect.stringContaining('stage "dev"') }),
    );
  });

  it.each([
    [
      "of a source",
      { sources: { "acme-github": { ...source, strictDeduplicaton: true } } },
      /^bridge\.config\.ts: source "acme-github" has no setting "strictDeduplicaton"/,
    ],
    ["of a bus", { buses: { events: { archveDays: 7 } } }, /bus "events" has no setting "archveDays"/],
    [
      "inside a setting of a bus",
      { buses: { events: { shareWith: { organisation: "o-1" } } } },
      /bus "events"\.shareWith has no setting "organisation"/,
    ],
    ["of the whole", { deploymnt: {} }, /the configuration has no setting "deploymnt"/],
    ["of a stage", { stages: { prod: { logDays: 7 } } }, /stage "prod" has no setting "logDays"/],
    [
      "of a bus in a stage",
      { stages: { prod: { buses: { events: { lock: true } } } } },
      /stage "prod": bus "events" has no setting "lock"/,
    ],
  ])("%s", (_, config, says) => {
    const wrong: typeof bridge = { ...bridge, ...config };
    expect(() => defineBridge(wrong)).toThrow(
      expect.objectContaining({ code: "config-invalid", message: expect.stringMatching(says) }),
    );
  });

  it("and its remedy names those that do", () => {
    expect(unknownOf({ frontDoor: { kind: "function-url", port: 1 } })?.remedy).toBe(
      "It has kind, publicUrl: correct the name, or leave it out.",
    );
    expect(unknownOf({ frontDoor: { kind: "http" } })?.remedy).toBe(
      "The kinds are http-api, function-url, load-balancer, rest-api, buffer-first.",
    );
  });
});

/** What is said of a configuration that no compiler has read. */
const said = (config: object): readonly string[] => {
  const unknown = unknownSetting({ ...bridge, ...config });
  return unknown ? [unknown.message, unknown.remedy] : [];
};
const subscriptionWith = (settings: object): object => ({ subscriptions: { builds: settings } });

describe("its remedy says", () => {
  it.each<[string, object, string]>([
    [
      "into which setting it belongs",
      subscriptionWith({ function: "a.ts", timeoutSeconds: 60 }),
      "It belongs into `function`: function: { timeoutSeconds: … }.",
    ],
    [
      "into which of several",
      subscriptionWith({ role: "arn" }),
      "It belongs into `stateMachine` or `target`: stateMachine: { role: … }.",
    ],
    [
      "beside which setting it belongs",
      subscriptionWith({ function: { file: "a.ts", keepTryingHours: 4 } }),
      "It belongs beside `function`, not into it.",
    ],
    ["the same of a lake", { buses: { events: { days: 3 } } }, "It belongs into `lake`: lake: { days: … }."],
    [
      "the nearest name",
      subscriptionWith({ function: { file: "a.ts", memory: 1 } }),
      'Did you mean "memoryMb"? It has file, batchSize, memoryMb, timeoutSeconds, maxConcurrency, environment: correct the name, or leave it out.',
    ],
    ["that there are none", subscriptionWith({ queue: { fifo: true } }), "It has none: leave it out."],
  ])("%s", (_, config, remedy) => {
    expect(said(config)[1]).toBe(remedy);
  });
});

describe("null is no value", () => {
  it.each<[object, string]>([
    [{ subscriptions: null }, "the configuration has null as `subscriptions`."],
    [{ deployment: null }, "the configuration has null as `deployment`."],
    [{ buses: { events: null } }, 'bus "events" is null.'],
    [{ buses: { events: { lake: null } } }, 'bus "events" has null as `lake`.'],
    [subscriptionWith({ function: null }), 'subscription "builds" has null as `function`.'],
    [
      subscriptionWith({ function: { environment: null } }),
      'subscription "builds".function has null as `environment`.',
    ],
    [
      subscriptionWith({ input: { template: "", paths: null } }),
      'subscription "builds".input has null as `paths`.',
    ],
  ])("%j", (config, message) => {
    expect(said(config)).toEqual([message, "Give it a value, or leave it out."]);
  });
});

it("a list is no object with names", () => {
  expect(said({ subscriptions: [{ bus: "events" }] })).toEqual([
    "what should be each subscription by its name is a list.",
    "Write an object, with a name for each: { first: { … }, second: { … } }.",
  ]);
});

it("every setting that does exist is taken", () => {
  const domain = { name: "hooks.example.com", certificate: "arn", hostedZone: "Z1" };
  const throttle = { rate: 1, burst: 1 };
  const firewall = { requestsPerAddress: 10 };
  const publicUrl = "https://www.example.com/bridge";
  const rest: DeploymentOptions = {
    queue: { batchSize: 1, pollers: { minimum: 2, maximum: 2 }, attempts: 1, keepOrdered: true },
    secrets: { store: "ssm", encryptionKey: "arn" },
    alarms: { email: "a@example.com", oldestSeconds: 60, authenticationFailures: 1, deadlineShare: 1 },
    encryptionKey: "arn",
    logDays: 7,
    claimDays: 30,
    tags: { anything: "goes" },
  };
  const all: readonly DeploymentOptions[] = [
    {},
    { ...rest, frontDoor: { kind: "http-api", domain, throttle, publicUrl } },
    { frontDoor: { kind: "function-url", publicUrl } },
    { frontDoor: { kind: "load-balancer", publicUrl, certificate: "arn", vpc: "vpc", subnets: ["a", "b"] } },
    { frontDoor: { kind: "rest-api", domain, throttle, firewall, publicUrl } },
    { frontDoor: { kind: "buffer-first", domain, throttle, firewall, publicUrl, contentTypes: ["a/b"] } },
  ];
  expect(all.map(unknownOf)).toEqual(all.map(() => undefined));
});

it("every setting of a bus, a source and a stage is taken", () => {
  const bus = {
    archiveDays: 7,
    lake: { days: 400 },
    locked: { rulesBy: ["arn"] },
    shareWith: { accounts: ["111122223333"], organization: "o-a1b2c3d4e5" },
    forwardTo: ["arn"],
    log: "error",
    discoverSchemas: true,
  } as const;
  const whole = {
    ...source,
    accept: ["issues.*"],
    redact: ["/sender/login"],
    order: "subject",
    strictDeduplication: true,
    maxBodyBytes: 1,
  } as const;
  const config = {
    name: "acme",
    buses: { events: bus, locked: { locked: true } },
    sources: { "acme-github": whole },
    deployment: {},
    stages: { prod: { deployment: { logDays: 7 }, buses: { events: bus } } },
  } as const;
  expect(unknownSetting(config)).toBeUndefined();
});
