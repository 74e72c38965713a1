/** Requests of real senders that were refused wrongly, and forged ones that must stay refused: ../shared/field/README.md. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type GatewayEvent, readGatewayEvent } from "../../src/aws/gateway/gateway.ts";
import { defineBridge } from "../../src/config/define-bridge.ts";
import type { FrontDoor } from "../../src/config/deployment-options.ts";
import type { Provider } from "../../src/core/provider.ts";
import type { ReceivePorts } from "../../src/receive/ports.ts";
import { receive } from "../../src/receive/receive.ts";
import { buildStack } from "../../src/stack/build-stack.ts";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { secretsFor } from "../support/fixtures.ts";
import { sharedFolder } from "./folder.ts";

interface Line {
  readonly id: string;
  readonly provider: string;
  readonly about: string;
  readonly clockMs: number;
  readonly secrets: readonly string[];
  readonly frontDoor?: FrontDoor["kind"];
  readonly publicUrl?: string;
  readonly request?: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly bodyBase64?: string;
  };
  readonly gatewayEvent?: GatewayEvent;
  readonly expect: "accepted" | "rejected" | "handshake";
}

const lines = readFileSync(join(sharedFolder, "field/receiving.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((text) => JSON.parse(text) as Line);

/** What an HTTP API or a function URL makes of a request. */
function gatewayEventOf({ request, gatewayEvent }: Line): GatewayEvent {
  if (gatewayEvent) return gatewayEvent;
  const { method, url = "", headers, bodyBase64 = "" } = request ?? {};
  const { host, pathname } = new URL(url);
  const event: object = {
    rawPath: decodeURIComponent(pathname),
    rawQueryString: url.split("?")[1] ?? "",
    headers,
    requestContext: { domainName: host, http: { method } },
    body: bodyBase64,
    isBase64Encoded: true,
  };
  return event as GatewayEvent;
}

/** The name that the stack of such a deployment tells `receive`. */
function toldUrl({ frontDoor: kind = "http-api", publicUrl }: Line, provider: Provider): string | undefined {
  if (publicUrl === undefined) return undefined;
  const balancer = { certificate: "arn", vpc: "vpc-1", subnets: ["subnet-1", "subnet-2"] };
  const frontDoor = { kind, publicUrl, ...(kind === "load-balancer" && balancer) } as FrontDoor;
  const sources = { it: { provider, bus: "main" } } as const;
  const deployment = { frontDoor, concurrency: "unbounded" } as const;
  const stack = buildStack(defineBridge({ buses: { main: {} }, sources, deployment }), "prod");
  return String(stack.environment.HOOKBRIDGE_PUBLIC_URL);
}

/** What becomes of a line at a source of this provider: its outcome, or the reason of a refusal. */
async function outcomeOf(line: Line, id: string): Promise<string> {
  const provider = await loadProvider(id);
  const { sourceName, request } = readGatewayEvent(gatewayEventOf(line), toldUrl(line, provider));
  let said = "";
  const ports: ReceivePorts = {
    secrets: {
      secrets: async () => secretsFor(provider, line.secrets),
      refresh: async () => undefined,
      readAt: () => undefined,
      adopt: async () => false,
    },
    queue: { send: async () => {} },
    fetcher: { text: () => Promise.reject(new Error("nothing is fetched here")), confirm: async () => true },
    now: () => line.clockMs,
    newDeliveryId: () => "dlv_1",
    report: ({ outcome, reason, code }) => {
      said = outcome === "accepted" || outcome === "handshake" ? outcome : `${outcome}: ${reason ?? code}`;
    },
  };
  const source = { name: sourceName, provider, bus: "main", maxBodyBytes: 4_500_000 };
  await receive(new Map([[sourceName, source]]), sourceName, request, ports);
  return said;
}

it.each(lines.map((line) => [line.id, line.expect, line.about, line] as const))(
  "%s is %s: %s",
  async (_id, expected, _about, line) => {
    const ids = providerIds.filter((id) => id === line.provider || id.startsWith(`${line.provider}-`));
    const outcomes = await Promise.all(ids.map((id) => outcomeOf(line, id)));
    expect(outcomes).not.toEqual([]);
    if (expected === "rejected") for (const outcome of outcomes) expect(outcome).toMatch(/^rejected: /);
    else expect(outcomes).toContain(expected);
  },
);
