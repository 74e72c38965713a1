import { onTestFinished, vi } from "vitest";
import { type Bridge, defineBridge } from "../../../../src/config/define-bridge.ts";
import type { DeployedContext } from "../../../../src/operate/deployed/context.ts";
import { openContext } from "../../../../src/operate/deployed/open-context.ts";
import { slack } from "../../../../src/providers/index.ts";
import { type Answers, type RecordedAws, recordedAws } from "./recorded-aws.ts";
import { stackAnswers } from "./recorded-stack.ts";

/** When every test is: half a minute after the lines of test/support/observed.ts. */
export const testNow = Date.parse("2026-11-30T12:00:30.000Z");

/** The bridge of these tests. */
export const testBridge = defineBridge({
  name: "acme",
  buses: { events: { archiveDays: 30 }, people: {} },
  sources: { "acme-slack": { provider: slack, bus: "events", accept: ["message.*"] } },
});

/** A deployed bridge whose AWS is a recorded server. It is closed at the end of the test. */
export async function recordedBridge(
  answers: Answers,
  {
    bridge = testBridge,
    write = true,
    now = () => testNow,
  }: { bridge?: Bridge; write?: boolean; now?: () => number } = {},
): Promise<{ readonly context: DeployedContext; readonly aws: RecordedAws }> {
  const aws = await recordedAws({ ...stackAnswers(bridge, "dev"), ...answers });
  for (const [name, value] of Object.entries(aws.variables)) vi.stubEnv(name, value);
  const context = await openContext({ stage: "dev", config: bridge, write, now });
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    context.clients.destroy();
    await aws.close();
  });
  return { context, aws };
}
