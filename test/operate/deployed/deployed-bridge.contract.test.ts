import { vi } from "vitest";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import { deployedBridge } from "../../../src/operate/deployed/deployed-bridge.ts";
import { openContext } from "../../../src/operate/deployed/open-context.ts";
import { slack } from "../../../src/providers/index.ts";
import { describeRunningBridge } from "../contract/running-bridge.ts";
import { addAccepted, addAttempt, addRefused } from "./support/deployed-lines.ts";
import { followerAws } from "./support/follower-aws.ts";
import { logStore } from "./support/log-store.ts";
import { recordedAws } from "./support/recorded-aws.ts";
import { stackAnswers } from "./support/recorded-stack.ts";

const bridge = defineBridge({
  name: "acme",
  buses: { events: { archiveDays: 30 } },
  sources: {
    "acme-slack": { provider: slack, bus: "events" },
    "other-slack": { provider: slack, bus: "events" },
  },
});

const noMessages = { ApproximateNumberOfMessages: "0", ApproximateNumberOfMessagesNotVisible: "0" };

describeRunningBridge("a deployed bridge, with a recorded server", async () => {
  const logs = logStore();
  let nowMs = Date.parse("2026-11-30T12:00:30.000Z");
  const aws = await recordedAws({
    ...stackAnswers(bridge, "dev"),
    ...followerAws().answers,
    ...logs.answers,
    GetQueueAttributes: () => ({ Attributes: noMessages }),
    ReceiveMessage: () => ({}),
  });
  for (const [name, value] of Object.entries(aws.variables)) vi.stubEnv(name, value);
  const sources = ["acme-slack", "other-slack"];
  let number = 0;
  const happen = (source: string): void => {
    number++;
    nowMs += 10_000;
    addAccepted(logs, nowMs - 5_000, number, { source });
    addAttempt(logs, nowMs - 4_900, number, { source });
  };
  for (let round = 0; round < 6; round++) for (const source of sources) happen(source);
  for (let refused = 0; refused < 4; refused++) {
    nowMs += 10_000;
    addRefused(logs, nowMs - 5_000, refused);
  }
  const context = await openContext({ stage: "dev", config: bridge, write: true, now: () => nowMs });
  const opened = deployedBridge(context);
  return {
    bridge: opened,
    deliver: async (source) => happen(source),
    // The time of a log line is that of the answer.
    timeMarginMs: 1_000,
    async close() {
      await opened.close();
      vi.unstubAllEnvs();
      await aws.close();
    },
  };
}, ["events", "dead-letters", "stream"]);
