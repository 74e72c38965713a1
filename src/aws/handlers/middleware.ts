import type { MiddlewareObj } from "@middy/core";
import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { BridgeError } from "../../core/errors.ts";
import type { Answer } from "../../core/request.ts";
import type { QueuedMessage } from "../../publish/ports.ts";
import { errorAnswer } from "../../receive/answers.ts";
import type { ReceivePorts } from "../../receive/ports.ts";
import {
  type GatewayEvent,
  type GatewayResult,
  gatewayResult,
  type Incoming,
  readGatewayEvent,
} from "../gateway/gateway.ts";

/**
 * Reads a gateway's event into `context.incoming`, and gives the answer the form that the gateway wants.
 * @param reportFor gives what reports a request; here, one that never gets to `receive`
 */
export function gateway(
  publicUrl: string | undefined,
  reportFor: (context: Context) => ReceivePorts["report"],
): MiddlewareObj<GatewayEvent, Answer | GatewayResult> {
  return {
    before: ({ event, context }) => {
      Object.assign(context, { incoming: readGatewayEvent(event, publicUrl) });
    },
    after: (request) => {
      request.response = gatewayResult(request.event, request.response as Answer);
    },
    // A fault of ours is 503, so that the vendor retries; only a malformed body is 400.
    onError: (request) => {
      const { error, context, event } = request;
      const malformed = error instanceof BridgeError && error.code === "malformed-request";
      const code = malformed ? "malformed-request" : "internal";
      const outcome = malformed ? "rejected" : "failed";
      const answer = errorAnswer(code);
      const unread = { source: undefined, provider: undefined, bytes: 0, durationMs: 0 };
      reportFor(context)({ ...unread, outcome, status: answer.status, code, error });
      request.response = gatewayResult(event, answer);
    },
  };
}

/** The request that the `gateway` middleware has read. */
export const incomingOf = (context: object): Incoming =>
  (context as { readonly incoming: Incoming }).incoming;

/**
 * The messages of an SQS batch. Only in a FIFO queue a group means an order; elsewhere it is for fairness.
 */
export const messagesOf = (event: SQSEvent): readonly QueuedMessage[] =>
  event.Records.map(({ messageId, body, eventSourceARN, attributes }) => {
    const group = eventSourceARN?.endsWith(".fifo") ? attributes.MessageGroupId : undefined;
    return group === undefined ? { messageId, body } : { messageId, group, body };
  });

/** Answers SQS which messages must stay in the queue. A handler that throws keeps them all. */
export function partialBatch(): MiddlewareObj<SQSEvent, readonly string[] | SQSBatchResponse> {
  return {
    after: (request) => {
      const failed = request.response as readonly string[];
      request.response = {
        batchItemFailures: [...new Set(failed)].map((itemIdentifier) => ({ itemIdentifier })),
      };
    },
  };
}
