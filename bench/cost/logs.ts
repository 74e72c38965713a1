import { lineObserver } from "../../src/aws/observe.ts";
import { bridge } from "../micro/bridge.ts";

/** Bytes that `tell` writes to the log. */
function bytesOf(tell: () => void): number {
  let bytes = 0;
  const { write } = process.stdout;
  process.stdout.write = ((text: string | Uint8Array) => {
    bytes += Buffer.byteLength(text);
    return true;
  }) as typeof write;
  try {
    tell();
  } finally {
    process.stdout.write = write;
  }
  return bytes;
}

/** Bytes of log for one webhook: the line of each function. Lambda writes none of its own about a success (serverless.yml). */
export function logBytes(): { readonly receive: number; readonly publish: number } {
  const settings = {
    metricsNamespace: "Hookbridge/hookbridge-prod",
    metrics: "by-source",
    acceptedShare: 1,
  } as const;
  const known = { source: "stripe", deliveryId: "dlv_71c0825e-0c84-4561-b1e4-da89e46f7a22" };
  const receive = bytesOf(() =>
    lineObserver("receive", bridge.sources, settings, Date.now).received({
      ...known,
      outcome: "accepted",
      provider: "stripe",
      status: 200,
      bytes: 2_048,
      durationMs: 9,
      secretIndex: 0,
    }),
  );
  const publish = bytesOf(() =>
    lineObserver("publish", bridge.sources, settings, Date.now).published({
      ...known,
      outcome: "published",
      messageId: "71c0825e-0c84-4561-b1e4-da89e46f7a22",
      published: 1,
      duplicates: 0,
      dropped: 0,
      ageMs: 120,
    }),
  );
  if (receive === 0 || publish === 0) throw new Error("no log line was counted");
  return { receive, publish };
}
