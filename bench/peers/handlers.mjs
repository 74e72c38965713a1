// What people write instead, as Lambda handlers: the same events in, the same SDK, the same servers.
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { verify } from "@octokit/webhooks-methods";

const bytesOf = ({ body, isBase64Encoded }) => Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8");

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

/**
 * AWS's quick start (docs.aws.amazon.com/eventbridge/latest/userguide/eb-saas-furls.html): one function that verifies and puts the
 * event while the vendor waits.
 */
export function quickStart({ secret, bus }) {
  const client = new EventBridgeClient({});
  return async (event) => {
    const body = bytesOf(event).toString();
    const { headers } = event;
    if (!(await verify(secret, body, headers["x-hub-signature-256"]))) return { statusCode: 401 };
    const entry = {
      EventBusName: bus,
      Source: "github.com",
      DetailType: headers["x-github-event"],
      Detail: body,
    };
    const { FailedEntryCount } = await client.send(new PutEventsCommand({ Entries: [entry] }));
    return { statusCode: FailedEntryCount ? 500 : 202 };
  };
}
