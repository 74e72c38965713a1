/** Tests of the packaged handlers that must pass in every deployment, whatever AWS its resources are in. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it, vi } from "vitest";
import type { Clients, Cloud } from "../../../src/local/aws/clients.ts";
import { embeddedMetricFaults } from "../../support/embedded-metrics.ts";
import { fixturesOf } from "../../support/fixtures.ts";
import type { Call, DeployedBridge } from "./deployed-bridge.ts";
import { watchBus } from "./watched-bus.ts";

/** A deployed bridge with the sources of the configuration `usual`. */
export interface Deployed {
  readonly bridge: DeployedBridge;
  readonly clients: Clients;
  readonly cloud: Cloud;
}

function openssl(body: string, secret: string): string {
  const output = execFileSync("openssl", ["dgst", "-sha256", "-hmac", secret], {
    input: body,
    encoding: "utf8",
  });
  return output.trim().split("= ").at(-1) ?? "";
}

const fixture = fixturesOf("github").find(({ name }) => name === "issue-opened");
if (fixture?.outcome !== "accepted") throw new Error("The fixture issue-opened is not there.");
const { request, secrets, events } = fixture;
const [secret = ""] = secrets;
const recorded: Call = {
  source: "acme-github",
  headers: Object.fromEntries(request.headers),
  body: request.body,
};

const gateways = ["http-api", "function-url", "rest-api", "load-balancer"] as const;

/** A recorded event of a gateway with its request replaced by the vendor's. What the gateway added stays. */
function eventOf(gateway: (typeof gateways)[number]): Readonly<Record<string, unknown>> {
  const file = resolve(import.meta.dirname, `../../fixtures/gateway/${gateway}.json`);
  const event = JSON.parse(readFileSync(file, "utf8"));
  const path = "/hooks/acme-github";
  const headers = { ...event.headers, ...recorded.headers };
  const multi = Object.entries(recorded.headers).map(([name, value]) => [name, [value]]);
  const context = event.requestContext;
  return {
    ...event,
    ...(event.rawPath !== undefined
      ? { rawPath: path, rawQueryString: "" }
      : { httpMethod: "POST", path, queryStringParameters: null }),
    ...(event.headers && { headers }),
    ...(event.multiValueHeaders && {
      multiValueHeaders: { ...event.multiValueHeaders, ...Object.fromEntries(multi) },
      multiValueQueryStringParameters: null,
    }),
    requestContext: {
      ...context,
      ...(context.http && { http: { ...context.http, method: "POST", path } }),
      ...(context.path && { path: `/prod${path}` }),
    },
    body: Buffer.from(recorded.body).toString("base64"),
    isBase64Encoded: true,
  };
}

/** Sends recorded and large deliveries, and reads their events from a rule's target. */
export function carriesDeliveries(deployed: () => Deployed): void {
  const bus = (): string => `${deployed().bridge.variables.HOOKBRIDGE_BUS_PREFIX}engineering`;
  const logged = (code: string): boolean => deployed().bridge.log.some((line) => line.code === code);

  it("a source without a secret answers 503", async () => {
    const answer = await deployed().bridge.call({ ...recorded, source: "acme-slack" });
    expect([answer.statusCode, logged("secret-missing")]).toEqual([503, true]);
  });

  it("a delivery that the vendor's SDK signed reaches the bus once, and a large one by claim check", async () => {
    const { bridge, clients, cloud } = deployed();
    await bridge.putSecret("acme-github", JSON.stringify([secret]));
    const watched = await watchBus(bus(), clients, cloud);
    expect((await bridge.call(recorded)).statusCode).toBe(200);
    const event = await watched.next();
    expect(event).toMatchObject({ source: "com.github", "detail-type": events[0]?.type });
    expect(event?.detail).toMatchObject({ id: events[0]?.id, subject: events[0]?.subject });
    const { traceparent } = event?.detail ?? {};
    expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/);
    // Publish writes its line after the event is on the bus and in the ledger.
    await vi.waitFor(
      () => {
        const traced = bridge.log.filter((line) => line.traceparent === traceparent);
        expect(traced.map(({ outcome }) => outcome)).toEqual(["accepted", "published"]);
      },
      { timeout: 20_000 },
    );
    expect((await bridge.call(recorded)).statusCode).toBe(200);

    const large = JSON.stringify({ action: "opened", filler: "x".repeat(1_200_000) });
    const headers = {
      "content-type": "application/json",
      "x-github-event": "large",
      "x-hub-signature-256": `sha256=${openssl(large, secret)}`,
    };
    const answer = await bridge.call({ source: "acme-github", headers, body: Buffer.from(large) });
    expect(answer.statusCode).toBe(200);
    // The next event is the large one, so the duplicate was not published.
    const next = await watched.next();
    expect(next?.["detail-type"]).toBe("large.opened");
    expect(next?.detail.traceparent).toMatch(/^00-[0-9a-f]{32}-/);
    expect(next?.detail.dataref).toMatch(`s3://${bridge.variables.HOOKBRIDGE_BUCKET}/claims/`);
  });

  it.each(gateways)(
    "an event of %s, as AWS sent it, is accepted; with a changed byte it is refused",
    async (gateway) => {
      const { bridge } = deployed();
      const event = eventOf(gateway);
      expect(await bridge.invoke(event)).toMatchObject({ statusCode: 200 });
      const body = Buffer.from(String(event.body), "base64");
      body[0] = (body[0] ?? 0) ^ 1;
      expect(await bridge.invoke({ ...event, body: body.toString("base64") })).toMatchObject({
        statusCode: 401,
      });
    },
  );

  it("a changed byte and an unknown source get the same answer", async () => {
    const { bridge } = deployed();
    const body = Buffer.from(recorded.body);
    body[body.length - 2] = (body[body.length - 2] ?? 0) ^ 1;
    const changed = await bridge.call({ ...recorded, body });
    const unknown = await bridge.call({ ...recorded, source: "nobody" });
    expect(changed).toMatchObject({ statusCode: 401, body: '{"error":"unauthorized"}' });
    expect(unknown).toEqual(changed);
  });

  it("metrics have dimensions for the source and for the service, in the stage's own namespace", () => {
    const { bridge } = deployed();
    const line = bridge.log.find(({ authenticationFailures }) => authenticationFailures === 1);
    expect(line).toMatchObject({ service: "receive", source: "acme-github" });
    expect(line?._aws).toMatchObject({
      CloudWatchMetrics: [
        {
          Namespace: bridge.variables.HOOKBRIDGE_METRICS_NAMESPACE,
          Dimensions: [["service"], ["service", "source"]],
        },
      ],
    });
  });

  it("one line for each request and message, and CloudWatch takes the metrics in it", () => {
    const lines = deployed().bridge.log.filter(({ outcome }) => outcome !== undefined);
    expect(lines.map(({ function: name }) => name)).toEqual(expect.arrayContaining(["receive", "publish"]));
    for (const line of lines) expect(embeddedMetricFaults(JSON.stringify(line), Date.now())).toEqual([]);
    expect(deployed().bridge.log.filter(({ line }) => line !== undefined)).toEqual([]);
  });

  it("no line of the log contains the secret or the signature", () => {
    const text = JSON.stringify(deployed().bridge.log);
    expect(text).toContain("delivery published");
    expect(text).not.toContain(secret);
    expect(text).not.toContain(request.headers.get("x-hub-signature-256"));
  });
}
