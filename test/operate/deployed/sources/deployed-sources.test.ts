import { describe, expect, it } from "vitest";
import { defineBridge } from "../../../../src/config/define-bridge.ts";
import { deployedSources } from "../../../../src/operate/deployed/sources/deployed-sources.ts";
import { hmac } from "../../../../src/providers/custom.ts";
import { github, slack } from "../../../../src/providers/index.ts";
import { addAccepted, addRefused, deliveryId } from "../support/deployed-lines.ts";
import { logStore } from "../support/log-store.ts";
import { metricStore } from "../support/metric-store.ts";
import { type Answers, AwsRefusal } from "../support/recorded-aws.ts";
import { recordedBridge, testNow } from "../support/recorded-bridge.ts";

const daysAgo = (days: number): number => testNow - days * 86_400_000;
const own = hmac({ id: "orders", event: { source: "com.acme.orders" } });

const bridge = defineBridge({
  name: "acme",
  buses: { events: {}, people: {} },
  sources: {
    "acme-slack": { provider: slack, bus: "events", accept: ["message.*"], redact: ["/text"] },
    "b-slack": { provider: slack, bus: () => "events" },
    "c-slack": { provider: slack, bus: "events" },
    "d-slack": { provider: slack, bus: "events" },
    "e-slack": { provider: github, bus: "events" },
    orders: { provider: own, bus: "events" },
  },
});

/** Parameter Store's answers: two secrets, one, a placeholder; none for the others. */
const secretAnswers: Answers = {
  GetParameters({ Names, WithDecryption }) {
    expect(WithDecryption).toBe(true);
    const values: Readonly<Record<string, string>> = {
      "/acme/dev/acme-slack": '["0123456789abcdef0123456789abcdef","fedcba9876543210fedcba9876543210"]',
      "/acme/dev/b-slack": "0123456789abcdef0123456789abcdef",
      "/acme/dev/c-slack": "changeme",
      "/acme/dev/d-slack": "0123456789abcdef0123456789abcdef",
    };
    const Parameters = (Names as readonly string[]).flatMap((Name) =>
      values[Name] === undefined ? [] : [{ Name, Value: values[Name], Version: 1, Type: "SecureString" }],
    );
    return { Parameters, InvalidParameters: [] };
  },
};

describe("sources of a deployed bridge, with CloudWatch and Parameter Store answered by a recorded server", () => {
  it("have their URL, bus, number of secrets and last requests, all read by one query a look", async () => {
    const logs = logStore();
    addAccepted(logs, daysAgo(0.1), 1);
    addAccepted(logs, daysAgo(0.2), 2);
    addRefused(logs, daysAgo(0.3), 3);
    addAccepted(logs, daysAgo(0.5), 4, { source: "b-slack" });
    addRefused(logs, daysAgo(0.4), 5, { source: "b-slack" });
    addAccepted(logs, daysAgo(8), 6, { source: "d-slack" });
    addRefused(logs, daysAgo(0.2), 7, { outcome: "handshake", handshake: "url-verification" });
    const { context, aws } = await recordedBridge({ ...logs.answers, ...secretAnswers }, { bridge });
    const { sources, source } = deployedSources(context);
    const rows = await sources();
    expect(rows.map(({ name, condition, secrets, bus }) => [name, condition, secrets, bus])).toEqual([
      ["acme-slack", "receiving", 2, "events"],
      ["b-slack", "refused", 1, null],
      ["c-slack", "no-secret", 0, "events"],
      ["d-slack", "silent", 1, "events"],
      ["e-slack", "no-secret", 0, "events"],
      ["orders", "no-secret", 0, "events"],
    ]);
    expect(rows[0]).toMatchObject({
      provider: { id: "slack", name: "Slack" },
      url: "https://abc123.execute-api.eu-west-1.amazonaws.com/hooks/acme-slack",
      lastAccepted: { id: deliveryId(1) },
      lastRefused: { id: "req_3", reason: "signature-mismatch" },
      lastHandshake: { id: "req_7", outcome: "handshake" },
    });
    expect(rows[3]).toMatchObject({ lastAccepted: { id: deliveryId(6) } });
    expect(logs.queries).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/0123456789abcdef|fedcba98|changeme/);

    const detail = await source("acme-slack");
    expect(detail).toMatchObject({
      name: "acme-slack",
      accept: ["message.*"],
      redact: ["/text"],
      deadlineSeconds: 3,
      signature: [expect.stringContaining("x-slack-signature")],
    });
    expect(detail?.steps.join("\n")).toContain("npx hookbridge secrets set acme-slack --stage dev");
    expect(detail?.steps).toContain(`Enter the URL ${detail?.url}`);
    expect(await source("nobody")).toBeUndefined();
    // Within a minute the logs are not read, and paid for, again.
    expect(aws.calls.filter(({ operation }) => operation === "StartQuery")).toHaveLength(2);
  });

  it("have the figures of the last hour, and which secrets matched since these were stored", async () => {
    const hour = 3_600_000;
    const figure = (metric: string, hoursAgo: number, value: number) => ({
      metric: `Hookbridge/acme-dev ${metric} receive acme-slack`,
      at: testNow - hoursAgo * hour,
      value,
    });
    const { answers, asked } = metricStore([
      ...[figure("accepted", 0.5, 7), figure("accepted", 2, 100), figure("authenticationFailures", 0.4, 2)],
      ...[figure("oversize", 0.2, 1), figure("olderSecretMatched", 3, 4), figure("accepted", 3, 4)],
      // Before these secrets were stored: the newest was another.
      ...[figure("olderSecretMatched", 30, 9), figure("accepted", 29, 9)],
    ]);
    const storedAt = (testNow - 24 * hour) / 1_000;
    const stored: Answers = {
      async GetParameters(input, url) {
        const found = (await secretAnswers.GetParameters?.(input, url)) as {
          readonly Parameters: readonly object[];
        };
        return {
          ...found,
          Parameters: found.Parameters.map((one) => ({ ...one, LastModifiedDate: storedAt })),
        };
      },
    };
    const { context } = await recordedBridge({ ...logStore().answers, ...stored, ...answers }, { bridge });
    const { sources, source } = deployedSources(context);
    const [row, other] = await sources();
    expect([row?.lastHour, other?.lastHour]).toEqual([
      { accepted: 7, refused: 3 },
      { accepted: 0, refused: 0 },
    ]);
    const detail = await source("acme-slack");
    const end = (hoursAgo: number): string =>
      new Date(testNow - hoursAgo * hour + 300_000 - 30_000).toISOString();
    expect(detail?.secretUse).toEqual({ newestAt: end(0.5), olderAt: end(3) });
    expect(detail?.setup?.evidence).toMatch(/: ./);
    expect((await source("b-slack"))?.secretUse).toEqual({});
    const before = asked.length;
    await sources();
    expect(asked).toHaveLength(before);
  });

  it("are on the only bus, where there is only one and no configuration at hand", async () => {
    const single = defineBridge({
      name: "acme",
      buses: { events: {} },
      sources: { "acme-slack": { provider: slack, bus: () => "events" } },
    });
    const { context } = await recordedBridge({ ...logStore().answers, ...secretAnswers }, { bridge: single });
    const { sources } = deployedSources({ ...context, config: undefined });
    expect(await sources()).toMatchObject([{ name: "acme-slack", bus: "events" }]);
  });

  it("say nothing of secrets that may not be read", async () => {
    const { context } = await recordedBridge(
      {
        ...logStore().answers,
        GetParameters() {
          throw new AwsRefusal(
            "AccessDeniedException",
            "User: x is not authorized to perform: ssm:GetParameters on resource: y",
          );
        },
      },
      { bridge },
    );
    const rows = await deployedSources(context).sources();
    expect(rows.map(({ condition }) => condition)).toEqual(rows.map(() => "waiting-for-first"));
    expect(rows.every((row) => !("secrets" in row))).toBe(true);
  });

  it("are those that are deployed, also where the configuration at hand is another or none", async () => {
    const { context } = await recordedBridge({ ...logStore().answers, ...secretAnswers }, { bridge });
    const other = defineBridge({
      name: "acme",
      buses: { elsewhere: {} },
      sources: {
        "acme-slack": { provider: github, bus: "elsewhere" },
        extra: { provider: slack, bus: "elsewhere" },
      },
    });
    for (const config of [undefined, other]) {
      const { sources, source } = deployedSources({ ...context, config });
      const rows = await sources();
      expect(rows.map(({ name }) => name)).toEqual([...bridge.sources.keys()]);
      expect(rows[0]).toMatchObject({ provider: { id: "slack", name: "Slack" }, bus: null });
      // An own provider whose file is not here.
      expect(await source("orders")).toMatchObject({
        provider: { id: "orders", name: "orders" },
        signature: [],
        steps: ["Enter the URL https://abc123.execute-api.eu-west-1.amazonaws.com/hooks/orders"],
      });
    }
  });
});
