import { vi } from "vitest";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import { deployedBridge } from "../../../src/operate/deployed/deployed-bridge.ts";
import { openContext } from "../../../src/operate/deployed/open-context.ts";
import { slack } from "../../../src/providers/index.ts";
import { describeRunningBridge } from "../contract/running-bridge.ts";
import { addAccepted, addAttempt, addRefused } from "./support/deployed-lines.ts";
import { followerAws } from "./support/follower-aws.ts";
import { logStore } from "./support/log-store.ts";
import { metricStore } from "./support/metric-store.ts";
import { recordedAws } from "./support/recorded-aws.ts";
import { testNow } from "./support/recorded-bridge.ts";
import { stackAnswers } from "./support/recorded-stack.ts";

const bridge = defineBridge({
  name: "acme",
  buses: { events: {} },
  sources: {
    "acme-slack": { provider: slack, bus: "events" },
    "b-slack": { provider: slack, bus: "events" },
  },
});

describeRunningBridge("a deployed bridge, with AWS answered by a recorded server", async () => {
  const logs = logStore();
  let now = testNow - 3_600_000;
  let number = 0;
  const deliver = (source: string): void => {
    now += 1_000;
    number += 1;
    // The later of two can be answered first.
    addAccepted(logs, now + (number % 3) * 900, number, { source, durationMs: (number % 3) * 900 });
    addAttempt(logs, now + 3_000, number, { source, ageMs: 3_000 });
  };
  for (let count = 0; count < 12; count++) {
    deliver(count % 3 === 0 ? "b-slack" : "acme-slack");
    if (count % 4 === 0) {
      now += 500;
      addRefused(logs, now, count, {
        source: "acme-slack",
        ...(count === 4 && { reason: "timestamp-stale" }),
      });
    }
  }
  const aws = await recordedAws({
    ...stackAnswers(bridge, "dev"),
    ...followerAws().answers,
    ...logs.answers,
    ...metricStore([]).answers,
    GetParameters: ({ Names }) => ({
      Parameters: (Names as readonly string[]).map((Name) => ({
        ...{ Name, Value: "0123456789abcdef0123456789abcdef", Version: 1, Type: "SecureString" },
        LastModifiedDate: now / 1_000,
      })),
      InvalidParameters: [],
    }),
    ReceiveMessage: () => ({}),
    GetQueueAttributes: () => ({ Attributes: { ApproximateNumberOfMessages: "0" } }),
    ListEventSourceMappings: () => ({ EventSourceMappings: [] }),
  });
  for (const [name, value] of Object.entries(aws.variables)) vi.stubEnv(name, value);
  const context = await openContext({ stage: "dev", config: bridge, write: true, now: () => now + 60_000 });
  const opened = deployedBridge(context);
  return {
    bridge: opened,
    deliver: async (source) => deliver(source),
    async close() {
      await opened.close();
      vi.unstubAllEnvs();
      await aws.close();
    },
  };
}, ["event-texts", "dead-letters", "stream"]);
