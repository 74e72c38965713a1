import { sqsCallOf } from "../stack/support/buffered-api.ts";
import type { Cloud } from "./cloud.ts";
import type { LambdaFunction } from "./lambda.ts";
import type { Nemesis } from "./nemesis.ts";

/** What a sender is told. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Where requests come in. */
export interface Door {
  /** Whether the answer says what the bridge thinks of the request. */
  readonly judges: boolean;
  /** @returns undefined when there was no answer */
  post(source: string, headers: Record<string, string>, body: string): Promise<Answer | undefined>;
}

export type DoorName = "gateway" | "buffer";

/** An HTTP API in front of `receive`. */
const gateway = (receive: LambdaFunction): Door => ({
  judges: true,
  async post(source, headers, body) {
    const result = await receive.invoke({
      version: "2.0",
      rawPath: `/hooks/${source}`,
      rawQueryString: "",
      headers: { "content-type": "application/json", ...headers },
      requestContext: { domainName: "abc.execute-api.us-east-1.amazonaws.com", http: { method: "POST" } },
      body: Buffer.from(body).toString("base64"),
      isBase64Encoded: true,
    });
    return result.ok ? (result.value as Answer) : undefined;
  },
});

const unavailable: Answer = { statusCode: 503, headers: {} };

/** A REST API that puts requests into a queue, as the stack's own mapping template writes them. */
const buffer = (cloud: Cloud, nemesis: Nemesis): Door => ({
  judges: false,
  async post(source, headers, body) {
    const at = cloud.time.now();
    await cloud.time.sleep(10);
    const { before, after } = nemesis.fateOf("sqs.SendMessage", at);
    if (before) return unavailable;
    const request = { source, headers: { "content-type": "application/json", ...headers }, at };
    const message = sqsCallOf({ ...request, body: Buffer.from(body) }).get("MessageBody") ?? "";
    if (message.length > 1_048_576) return unavailable;
    cloud.pairs.buffer.queue.send(message);
    return after ? unavailable : { statusCode: 200, headers: {} };
  },
});

export const openDoor = (
  name: DoorName,
  { cloud, nemesis, receive }: { cloud: Cloud; nemesis: Nemesis; receive: LambdaFunction },
): Door => (name === "buffer" ? buffer(cloud, nemesis) : gateway(receive));
