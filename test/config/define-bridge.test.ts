import { describe, expect, it } from "vitest";
import { type BridgeConfig, defineBridge } from "../../src/config/define-bridge.ts";
import { github } from "../../src/providers/index.ts";

type Config = Partial<BridgeConfig<string>>;

const source = { provider: github, bus: "events" } as const;
const withSource = (changes: object, name = "acme-github"): Config => ({
  sources: { [name]: { ...source, ...changes } } as never,
});

const refusals: readonly (readonly [what: string, config: Config, message: RegExp, remedy: RegExp])[] = [
  ["no bus", { buses: {} }, /has no bus\.$/, /buses: \{ events: \{\} \}/],
  ["a bus name that EventBridge refuses", { buses: { "no such": {} } }, /bus name "no such"/, /hyphens/],
  [
    "a lake without days",
    { buses: { events: { lake: { days: 0 } } } },
    /lake of 0 days/,
    /lake: \{ days: 730 \}/,
  ],
  [
    "a lake without an end",
    { buses: { events: { lake: { days: Infinity } } } },
    /lake of Infinity/,
    /from 1 to/,
  ],
  ["half a day of archive", { buses: { events: { archiveDays: 0.5 } } }, /archiveDays 0\.5/, /whole/],
  [
    "a negative archive in a stage",
    { stages: { prod: { buses: { events: { archiveDays: -1 } } } } },
    /bus "events" of stage "prod" has archiveDays -1/,
    /whole/,
  ],
  ["a source name that no URL can hold", withSource({}, "Acme GitHub"), /"Acme GitHub"/, /lower-case/],
  ["a source without a provider", withSource({ provider: undefined }), /has no provider/, /import \{/],
  ["a bus that does not exist", withSource({ bus: "evnts" }), /"evnts".*only events/, /`buses`/],
  ["a bus that is no name", withSource({ bus: 3 }), /the bus "3"/, /`buses`/],
  ["a pointer without its slash", withSource({ redact: ["email"] }), /redacts "email"/, /"\/data\//],
  ["a wildcard in the middle", withSource({ accept: ["a.*.b"] }), /accepts "a\.\*\.b"/, /"invoice\.\*"/],
  ["an empty body limit", withSource({ maxBodyBytes: 0 }), /maxBodyBytes 0/, /1 to 4500000/],
  ["a body limit over Lambda's", withSource({ maxBodyBytes: 4_500_001 }), /4500001/, /1 to 4500000/],
  ["a body limit of half a byte", withSource({ maxBodyBytes: 1.5 }), /1\.5/, /whole/],
  ...["aws.acme", "AWS.acme", "", " ", "x".repeat(257), " com.acme", "com.\u0007acme", "com.\ufffeacme"].map(
    (name) =>
      [
        `events from ${JSON.stringify(name).slice(0, 20)}`,
        withSource({ provider: { ...github, event: { ...github.event, source: name } } }),
        /publishes as/,
        /com\.acme\.orders/,
      ] as const,
  ),
];

describe("a configuration is refused", () => {
  it.each(refusals)("for %s", (_what, config, message, remedy) => {
    expect(() => defineBridge({ buses: { events: {} }, sources: {}, ...config })).toThrow(
      expect.objectContaining({
        code: "config-invalid",
        message: expect.stringMatching(message),
        remedy: expect.stringMatching(remedy),
      }),
    );
  });
});

it("sources have Lambda's body limit and hookbridge's name, if nothing is said", () => {
  const bridge = defineBridge({ buses: { events: {} }, sources: { "acme-github": source } });
  expect(bridge.name).toBe("hookbridge");
  expect(bridge.sources.get("acme-github")).toEqual({
    ...source,
    name: "acme-github",
    maxBodyBytes: 4_500_000,
  });
});

it("no source is found under a name that every object inherits", () => {
  const bridge = defineBridge({ buses: { events: {} }, sources: { "acme-github": source } });
  expect(bridge.sources.get("constructor")).toBeUndefined();
});
