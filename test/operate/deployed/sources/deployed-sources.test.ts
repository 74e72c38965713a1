import { describe, expect, it } from "vitest";
import { defineBridge } from "../../../../src/config/define-bridge.ts";
import { deployedSources } from "../../../../src/operate/deployed/sources/deployed-sources.ts";
import { hmac } from "../../../../src/providers/custom.ts";
import { github, slack } from "../../../../src/providers/index.ts";
import { addAccepted, addRefused, deliveryId } from "../support/deployed-lines.ts";
import { logStore } from "../support/log-store.ts";
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
