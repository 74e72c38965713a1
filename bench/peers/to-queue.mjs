// What people write instead, as a Lambda handler.
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { verify } from "@octokit/webhooks-methods";
import { bytesOf } from "./body.mjs";

/** The vendor's SDK, and SendMessage: verified, durable, then acknowledged. */
export function toQueue({ secret, queueUrl }) {
  const client = new SQSClient({});
  return async (event) => {
    const body = bytesOf(event);
    const { headers } = event;
    if (!(await verify(secret, body.toString(), headers["x-hub-signature-256"]))) return { statusCode: 401 };
    const message = { event: headers["x-github-event"], body: body.toString("base64") };
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
    return { statusCode: 200 };
  };
}
