import type { Provider } from "../../../../src/core/provider.ts";
import type { Source } from "../../../../src/core/source.ts";
import type { ReceivePorts } from "../../../../src/receive/ports.ts";
import { receive } from "../../../../src/receive/receive.ts";
import { fetchedText, secretsFor } from "../../../../src/recorded/fixtures.ts";
import type { Question } from "./question.ts";
import { requestOf } from "./wire.ts";

/** What `receive` makes of a request. */
export interface Judgement {
  readonly outcome: "accepted" | "handshake" | "rejected" | "failed";
  /** The reason of a refusal, else its code; the outcome of anything else. */
  readonly reason: string;
}

/**
 * Sends a request through the real `receive`, with everything outside of it in memory.
 * @param exists false where no source has the name of the URL
 */
export async function judge(question: Question, provider: Provider, exists = true): Promise<Judgement> {
  const { clockMs, configuredSecrets, fetched, publicUrl } = question;
  const request = requestOf(question.request, publicUrl);
  const name = publicUrl.replace(/^.*\//, "") || "hooks";
  const found: Judgement[] = [];
  const ports: ReceivePorts = {
    secrets: {
      secrets: async () => secretsFor(provider, configuredSecrets),
      refresh: async () => undefined,
      readAt: () => clockMs,
      adopt: async () => false,
    },
    queue: { send: async () => undefined },
    fetcher: { text: (url) => fetchedText({ fetched }, url), confirm: async () => true },
    now: () => clockMs,
    newDeliveryId: () => "dlv_1",
    report: ({ outcome, reason, code }) => found.push({ outcome, reason: reason ?? code ?? outcome }),
  };
  const source: Source = { name, provider, bus: "main", maxBodyBytes: 1_000_000 };
  await receive(new Map(exists ? [[name, source]] : []), name, request, ports);
  const [judgement] = found;
  if (!judgement) throw new Error("receive reported nothing");
  return judgement;
}

export const isRefused = ({ outcome }: Judgement): boolean => outcome === "rejected" || outcome === "failed";
