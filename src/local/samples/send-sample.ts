import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { WebhookRequest } from "../../core/request.ts";
import type { SampleAnswer } from "../../operate/state.ts";
import { makeSample, type SampleMaterial } from "./make-sample.ts";

/** A sample, and where it goes. */
export interface SampleSending extends SampleMaterial {
  /** Where the bridge listens, where that is not the URL that the vendor calls. */
  readonly address?: string;
}

/** An answer to a webhook. */
interface HookAnswer {
  readonly status: number;
  readonly deliveryId: string | null;
}

/** Milliseconds until an answer that does not come is given up. */
const answerPatienceMs = 30_000;

/** Sends exactly these headers and bytes: `fetch` would add some of its own. */
function postWebhook(request: WebhookRequest, address: string): Promise<HookAnswer> {
  const send = address.startsWith("https:") ? httpsRequest : httpRequest;
  const { method, headers, body } = request;
  return new Promise((resolve, reject) => {
    const sent = send(address, { method, timeout: answerPatienceMs }, (response) => {
      response.resume();
      response.once("error", reject);
      response.once("end", () => {
        const { "x-hookbridge-delivery": id } = response.headers;
        resolve({ status: response.statusCode ?? 0, deliveryId: typeof id === "string" ? id : null });
      });
    });
    sent.once("timeout", () =>
      sent.destroy(new Error(`no answer within ${answerPatienceMs / 1_000} seconds`)),
    );
    sent.once("error", reject);
    // Values as the bytes that they were recorded with.
    for (const [name, value] of headers) sent.setHeader(name, Buffer.from(value).toString("latin1"));
    if (body.length > 0) sent.setHeader("content-length", body.length);
    sent.end(body);
  });
}

const madeUp = (provider: string): string =>
  `No request of ${provider} is recorded, so this one is made up from the provider's file: its fields are not the vendor's.`;

const repeated = "Nothing in it tells one event from another, so the same sample sent again is a duplicate.";

/**
 * Signs a sample for the source, and sends it to the source's webhook URL over HTTP, as a vendor does.
 * @throws Error when there is no answer
 */
export async function sendSample(sending: SampleSending): Promise<SampleAnswer> {
  const sample = await makeSample(sending);
  if ("reason" in sample) return { sent: false, ...sample };
  const { request, event, recorded, repeats } = sample;
  const { search } = new URL(request.url);
  const answer = await postWebhook(
    request,
    sending.address === undefined ? request.url : sending.address + search,
  );
  const note = recorded === undefined ? madeUp(sending.source.provider.name) : repeats ? repeated : undefined;
  return {
    sent: true,
    status: answer.status,
    id: answer.deliveryId,
    event,
    ...(recorded !== undefined && { recorded }),
    ...(note !== undefined && { note }),
  };
}
