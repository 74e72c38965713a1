import { describe, expect, it } from "vitest";
import type { FrontDoor } from "../../../src/config/deployment-options.ts";
import type { Provider } from "../../../src/core/provider.ts";
import { github, jotform, meta, pandadoc, slack, vonageSmsSigned } from "../../../src/providers/index.ts";
import { build, type Config, expectRefusal, type Refusal } from "../support/refused.ts";

const door = (frontDoor: FrontDoor): Config => ({ deployment: { frontDoor } });
const source = { provider: github, bus: "events" } as const;
const balancer = {
  kind: "load-balancer",
  publicUrl: "https://a.example.com",
  certificate: "c",
  vpc: "v",
  subnets: ["a", "b"],
} as const;

const { publicUrl: _, ...nameless } = balancer;
// As in a configuration that no compiler has read.
const withoutName: object = nameless;

const refusals: readonly Refusal[] = [
  [
    "a rate over API Gateway's quota",
    door({ kind: "http-api", throttle: { rate: 10_001, burst: 1 } }),
    /rate is 10001/,
  ],
  [
    "a burst over API Gateway's quota",
    door({ kind: "http-api", throttle: { rate: 1, burst: 5_001 } }),
    /burst is 5001/,
  ],
  [
    "a firewall that blocks everybody",
    door({ kind: "rest-api", firewall: { requestsPerAddress: 1 } }),
    /requestsPerAddress is 1\./,
  ],
  ["one subnet", door({ ...balancer, subnets: ["a"] }), /fewer than two subnets/],
  ["a public URL without TLS", door({ ...balancer, publicUrl: "http://a.b" }), /publicUrl is "http:/],
  ...[
    "http://hooks.example.com",
    "hooks.example.com",
    "https://hooks.example.com/",
    "https://hooks.example.com/bridge/",
    "https://hooks.example.com?x=1",
    "https://hooks.example.com/bridge?x=1",
    "https://hooks.example.com#x",
    "https://user@hooks.example.com",
    "https://Hooks.example.com",
    "https://hooks.example.com/a//b",
    "https://hooks.example.com/a/../b",
    "https://hooks.example.com/a b",
    "https://hooks.example.com:x",
    "https://hooks.example.com/hooks/acme",
    "https://hooks.example.com/hooks",
    "https://hooks.example.com/bridge/hooks",
    "https://",
    "",
  ].flatMap((publicUrl) =>
    (["http-api", "function-url", "rest-api", "buffer-first"] as const).map(
      (kind): Refusal => [
        `the public URL "${publicUrl}" at ${kind}`,
        door({ kind, publicUrl }),
        /frontDoor\.publicUrl is "[^"]*"\. Write it as "https:\/\/hooks\.example\.com" or /,
      ],
    ),
  ),
  [
    "a load balancer without a public URL",
    door(withoutName as FrontDoor),
    /The load balancer has no publicUrl/,
  ],
  [
    "buffer-first for a vendor that needs handshakes",
    { sources: { "acme-slack": { ...source, provider: slack } }, ...door({ kind: "buffer-first" }) },
    /source "acme-slack": Slack needs answers to handshakes, .* buffer-first does not support\. Choose another/,
  ],
  [
    "buffer-first for an ordered source",
    { sources: { "acme-github": { ...source, order: "subject" } }, ...door({ kind: "buffer-first" }) },
    /"acme-github": it is ordered/,
  ],
  [
    "a content type without a subtype",
    door({ kind: "buffer-first", contentTypes: ["json"] }),
    /contentTypes is "json"/,
  ],
];

it.each(refusals)("a front door is refused: %s", (_what, config, says) => expectRefusal(config, says));

it.each([
  "https://hooks.example.com",
  "https://www.example.com/bridge",
  "https://www.example.com/a/b_c.d~e-f",
  "https://hooks.example.com:8443",
  "https://a",
])("the public URL %s is taken by every front door", (publicUrl) => {
  for (const kind of ["http-api", "function-url", "rest-api", "buffer-first"] as const)
    expect(build({ deployment: { frontDoor: { kind, publicUrl }, concurrency: "unbounded" } })).toBeDefined();
  expect(build(door({ ...balancer, publicUrl }))).toBeDefined();
});

describe("an access log, which keeps whole URLs,", () => {
  const logged = { ...balancer, accessLog: true } as const;
  const sourceOf = (provider: Provider) => ({ hooks: { provider, bus: "events" } }) as const;

  it.each([
    ["a token", jotform, /Jotform sends query:token in the URL, and frontDoor\.accessLog would keep it/],
    ["a signature", pandadoc, /sends query:signature in the URL/],
    ["a signature among parameters", vonageSmsSigned, /sends query:sig in the URL/],
    ["a handshake's token", meta, /sends query:hub\.verify_token in the URL.*Leave accessLog out/],
  ])("is refused for a source that has %s in its URL", (_what, provider, says) =>
    expectRefusal({ ...door(logged), sources: sourceOf(provider) }, says),
  );

  it("is taken for one that has them in headers, and without the log", () => {
    expect(build({ ...door(logged), sources: sourceOf(github) })).toBeDefined();
    expect(build({ ...door(balancer), sources: sourceOf(jotform) })).toBeDefined();
  });
});

it("a load balancer is refused whose name has over 32 characters", () => {
  const config = { name: "a-long-deployment", ...door(balancer) };
  expectRefusal(config, /AWS allows 32/, "anotherlongstage");
});
