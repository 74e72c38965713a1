import { rejected } from "../../../core/outcome.ts";
import type { Source } from "../../../core/source.ts";
import type { ReceivePorts, ReceiveReport } from "../../../receive/ports.ts";
import { receive } from "../../../receive/receive.ts";
import type { ExplainContext } from "./context.ts";

/** What the bridge itself says of the request, with the secrets and the clock of then. */
export type BridgeSays = Pick<ReceiveReport, "outcome" | "code" | "reason" | "handshake">;

/** Sends the request through `receive`, with every effect left out. */
export async function bridgeSays(context: ExplainContext): Promise<BridgeSays> {
  const { provider, request, secrets, question, sourceName } = context;
  const source: Source = { name: sourceName, provider, bus: "none", maxBodyBytes: 4_500_000 };
  let said: BridgeSays = { outcome: "failed" };
  const ports: ReceivePorts = {
    secrets: {
      secrets: async () => secrets,
      refresh: async () => undefined,
      readAt: () => undefined,
      adopt: async () => secrets.length === 0,
    },
    queue: { send: async () => {} },
    fetcher: {
      text: async (url) =>
        Object.hasOwn(question.fetched, url) ? String(question.fetched[url]) : rejected("key-not-fetched"),
      confirm: async () => true,
    },
    now: () => question.clockMs,
    newDeliveryId: () => "dlv_explained",
    report: (report) => {
      said = report;
    },
  };
  await receive(new Map([[sourceName, source]]), sourceName, request, ports);
  return said;
}
