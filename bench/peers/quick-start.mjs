import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { verify } from "@octokit/webhooks-methods";
import { bytesOf } from "./body.mjs";

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
