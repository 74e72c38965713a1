import { describe, expect, it } from "vitest";
import { defineBridge } from "../../src/config/define-bridge.ts";
import type { DeploymentOptions } from "../../src/config/deployment-options.ts";
import { unknownSetting } from "../../src/config/known-settings.ts";

/** Settings as in a file that no compiler has read. */
const written = (deployment: object): DeploymentOptions => deployment as DeploymentOptions;

describe("a setting that does not exist is refused where the configuration is read", () => {
  it.each([
    [
      "of a front door",
      { frontDoor: { kind: "http-api", publicURL: "https://a.example" } },
      /kind "http-api" has no setting "publicURL"/,
    ],
    [
      "of another front door",
      { frontDoor: { kind: "function-url", domain: {} } },
      /kind "function-url" has no setting "domain"/,
    ],
    [
      "of the load balancer",
      { frontDoor: { kind: "load-balancer", throttle: {} } },
      /has no setting "throttle"/,
    ],
    [
      "inside a setting",
      { frontDoor: { kind: "rest-api", domain: { host: "a" } } },
      /"rest-api"\.domain has no setting "host"/,
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
    expect(unknownSetting(written(deployment))?.message).toMatch(says);
    const bridge = { buses: { events: {} }, sources: {} };
    const refused = { code: "config-invalid", message: expect.stringMatching(/^bridge\.config\.ts: /) };
    expect(() => defineBridge({ ...bridge, deployment: written(deployment) })).toThrow(
      expect.objectContaining(refused),
    );
    expect(() => defineBridge({ ...bridge, stages: { dev: { deployment: written(deployment) } } })).toThrow(
      expect.objectContaining({ ...refused, message: expect.stringContaining('stage "dev"') }),
    );
  });

  it("and its remedy names those that do", () => {
    expect(unknownSetting(written({ frontDoor: { kind: "function-url", url: "x" } }))?.remedy).toBe(
      "It has kind, publicUrl: correct the name, or leave it out.",
    );
    expect(unknownSetting(written({ frontDoor: { kind: "http" } }))?.remedy).toBe(
      "The kinds are http-api, function-url, load-balancer, rest-api, buffer-first.",
    );
  });
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
  expect(all.map(unknownSetting)).toEqual(all.map(() => undefined));
});
