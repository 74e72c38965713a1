import { describe, expect, it } from "vitest";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import type { FrontDoor } from "../../../src/config/deployment-options.ts";
import { square } from "../../../src/providers/index.ts";
import { buildStack, type Stack } from "../../../src/stack/build-stack.ts";
import { checkDeployment } from "../../../src/stack/checks/check-deployment.ts";
import { inventoryOf } from "../../../src/stack/inventory.ts";
import { arns } from "../support/configs.ts";

const domain = { name: "hooks.acme.example", certificate: arns.certificate };
const publicUrl = "https://www.example.com/bridge";
const balancer = { certificate: arns.certificate, vpc: "vpc-1", subnets: ["subnet-1", "subnet-2"] };

const bridgeOf = (frontDoor: FrontDoor) =>
  defineBridge({
    buses: { events: {} },
    sources: { shop: { provider: square, bus: "events" } },
    deployment: { frontDoor, concurrency: "unbounded" },
  });

const stackBehind = (frontDoor: FrontDoor): Stack => buildStack(bridgeOf(frontDoor), "prod");

/** A URL of the outputs as text, with what AWS fills in still in braces. */
function output({ template }: Stack, name: string): string | undefined {
  const value = template.Outputs[name]?.Value as { "Fn::Join": [string, unknown[]] } | undefined;
  const [separator, parts] = value?.["Fn::Join"] ?? [];
  return parts?.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(separator);
}

const doors: readonly (readonly [FrontDoor, gateway: RegExp])[] = [
  [{ kind: "http-api", publicUrl }, /^\{"Fn::GetAtt":\["HttpApi","ApiEndpoint"\]\}\/hooks\/$/],
  [{ kind: "http-api", publicUrl, domain }, /^https:\/\/hooks\.acme\.example\/hooks\/$/],
  [{ kind: "function-url", publicUrl }, /ReceiveUrl.*\/hooks\/$/],
  [{ kind: "rest-api", publicUrl }, /\$\{RestApi\}\.execute-api\..*\/prod"\}\/hooks\/$/],
  [{ kind: "rest-api", publicUrl, domain }, /^https:\/\/hooks\.acme\.example\/hooks\/$/],
  [{ kind: "buffer-first", publicUrl }, /\$\{RestApi\}\.execute-api\..*\/prod"\}\/hooks\/$/],
  [{ kind: "load-balancer", publicUrl, ...balancer }, /https:\/\/\$\{LoadBalancer\.DNSName\}"\}\/hooks\/$/],
];

describe.each(doors)("%j", (frontDoor, gateway) => {
  const stack = stackBehind(frontDoor);

  it("tells receive the name that vendors call", () => {
    expect(stack.environment.HOOKBRIDGE_PUBLIC_URL).toBe(publicUrl);
  });

  it("prints the URL that vendors call, and the one where requests must be forwarded to", () => {
    expect(output(stack, "HooksUrl")).toBe("https://www.example.com/bridge/hooks/");
    expect(output(stack, "GatewayUrl")).toMatch(gateway);
  });

  it("tells the next deployment both names", () => {
    const inventory = inventoryOf(checkDeployment(bridgeOf(frontDoor), "prod"));
    const own = "domain" in frontDoor ? domain.name : frontDoor.kind;
    expect(inventory).toMatchObject({ frontDoor: publicUrl, gateway: own });
  });
});

it("without a public URL, vendors call the front door by its own name or its custom domain", () => {
  const plain = stackBehind({ kind: "rest-api" });
  expect(plain.environment.HOOKBRIDGE_PUBLIC_URL).toBe("");
  expect(output(plain, "HooksUrl")).toMatch(/\/prod"\}\/hooks\/$/);
  expect(plain.template.Outputs).not.toHaveProperty("GatewayUrl");
  const named = stackBehind({ kind: "http-api", domain });
  expect(named.environment.HOOKBRIDGE_PUBLIC_URL).toBe("https://hooks.acme.example");
  expect(output(named, "HooksUrl")).toBe("https://hooks.acme.example/hooks/");
  expect(named.template.Outputs).not.toHaveProperty("GatewayUrl");
});
