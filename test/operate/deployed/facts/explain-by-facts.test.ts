import { describe, expect, it } from "vitest";
import { explainByFacts } from "../../../../src/operate/deployed/facts/explain-by-facts.ts";
import { findRequest } from "../../../../src/operate/deployed/logs/find-request.ts";
import { addAccepted, addPublished, addRefused, deliveryId } from "../support/deployed-lines.ts";
import { logStore } from "../support/log-store.ts";
import { recordedBridge, testNow } from "../support/recorded-bridge.ts";

const minutesAgo = (minutes: number): number => testNow - minutes * 60_000;

describe("why a stage refused a request, by what its logs have", () => {
  it("the secret is right where others of the hour matched it: this one is another's", async () => {
    const logs = logStore();
    for (const number of [1, 2, 3]) addPublished(logs, minutesAgo(20 + number), number);
    addAccepted(logs, minutesAgo(25), 4, { secretIndex: 1 });
    addRefused(logs, minutesAgo(15), 7);
    addRefused(logs, minutesAgo(12), 9, { reason: "timestamp-stale" });
    addRefused(logs, minutesAgo(10), 8);
    const { context } = await recordedBridge(logs.answers);
    const explained = await explainByFacts(context, "req_8");
    expect(explained?.causes).toMatchObject([
      {
        cause: "secret-of-other-environment",
        proven: false,
        evidence: expect.stringMatching(
          /^The secret is right: 4 other requests of the hour matched it\. 1 of them matched an older secret.* 2 requests of the hour were refused so, the first at 2026-11-30T11:45:30/,
        ),
      },
    ]);
  });

  it("it is likely wrong where none of the hour did", async () => {
    const logs = logStore();
    addPublished(logs, minutesAgo(200), 1);
    addRefused(logs, minutesAgo(10), 8);
    const { context } = await recordedBridge(logs.answers);
    expect((await explainByFacts(context, "req_8"))?.causes).toMatchObject([
      { cause: "secret-wrong", command: "npx hookbridge secrets check acme-slack --stage dev" },
    ]);
  });

  it("a late one says how late, and its page the same", async () => {
    const logs = logStore();
    const late = { reason: "timestamp-stale", gap: { offBySeconds: 900, windowSeconds: 300 } } as const;
    addRefused(logs, minutesAgo(10), 8, { ...late, offBySeconds: 900, windowSeconds: 300 } as object);
    const { context } = await recordedBridge(logs.answers);
    expect((await explainByFacts(context, "req_8"))?.causes[0]).toMatchObject({
      cause: "late",
      proven: false,
    });
    expect((await findRequest(context, "req_8"))?.signature).toMatchObject({
      scheme: "hmac",
      templates: ["v0:{timestamp}:{body}"],
      ageSeconds: 900,
      toleranceSeconds: 300,
    });
  });

  it("nothing is said of one that was accepted, or that is not there", async () => {
    const logs = logStore();
    addPublished(logs, minutesAgo(5), 1);
    const { context } = await recordedBridge(logs.answers);
    expect(await explainByFacts(context, deliveryId(1))).toBeUndefined();
    expect(await explainByFacts(context, "req_none")).toBeUndefined();
  });
});
