import { it } from "vitest";
import type { FrontDoor } from "../../../src/config/deployment-options.ts";
import { github, slack } from "../../../src/providers/index.ts";
import { type Config, expectRefusal, type Refusal } from "../support/refused.ts";

const door = (frontDoor: FrontDoor): Config => ({ deployment: { frontDoor } });
const source = { provider: github, bus: "events" } as const;
const balancer = {
  kind: "load-balancer",
  publicUrl: "https://a.example.com",
  certificate: "c",
  vpc: "v",
  subnets: ["a", "b"],
} as const;

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

it("a load balancer is refused whose name has over 32 characters", () => {
  const config = { name: "a-long-deployment", ...door(balancer) };
  expectRefusal(config, /AWS allows 32/, "anotherlongstage");
});
