import type { Delivery } from "../core/delivery.ts";
import { BridgeError } from "../core/errors.ts";
import type { Answer, WebhookRequest } from "../core/request.ts";
import type { Source } from "../core/source.ts";
import type { ReceivePorts, ReceiveReport } from "../receive/ports.ts";
import { receive } from "../receive/receive.ts";
import { fetchedText, type RecordedRequest, secretsFor } from "./fixtures.ts";

/** What is otherwise than it was recorded. */
export interface RecordedChange {
  readonly request?: WebhookRequest;
  readonly secrets?: readonly string[];
  /** Default: `dlv_1`, which the recorded events of some providers have in their ids. */
  readonly deliveryId?: string;
  /** The source has no secret yet, and takes the one that the request hands over. */
  readonly pairing?: boolean;
}

/** What `receive` made of a recorded request. */
export interface ReceivedRecording {
  readonly answer: Answer;
  /** Undefined where it made none. */
  readonly delivery: Delivery | undefined;
  readonly report: ReceiveReport | undefined;
  /** Name of the handshake, reason of the refusal, code of the failure, or `accepted`. */
  readonly outcome: string;
}

const reportedOutcome = ({ handshake, reason, outcome, error, code }: ReceiveReport): string =>
  handshake ?? reason ?? (error instanceof BridgeError ? error.code : undefined) ?? code ?? outcome;

/** Sends a recorded request through `receive`, the code that runs when deployed, at the time of its recording and with everything else in memory. */
export async function receiveRecorded(
  source: Source,
  recording: RecordedRequest,
  change: RecordedChange = {},
): Promise<ReceivedRecording> {
  const {
    request = recording.request,
    secrets = recording.secrets,
    pairing = false,
    deliveryId = "dlv_1",
  } = change;
  let delivery: Delivery | undefined;
  let report: ReceiveReport | undefined;
  const ports: ReceivePorts = {
    secrets: {
      secrets: async () => (pairing ? [] : secretsFor(source.provider, secrets)),
      refresh: async () => undefined,
      readAt: () => undefined,
      adopt: async () => pairing,
    },
    queue: {
      send: async (queued) => {
        delivery = queued;
      },
    },
    fetcher: { text: (url) => fetchedText(recording, url), confirm: async () => true },
    now: () => recording.clock * 1000,
    newDeliveryId: () => deliveryId,
    report: (reported) => {
      report = reported;
    },
  };
  const answer = await receive(new Map([[source.name, source]]), source.name, request, ports);
  return { answer, delivery, report, outcome: report ? reportedOutcome(report) : "" };
}
