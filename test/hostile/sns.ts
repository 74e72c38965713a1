import type { WebhookRequest } from "../../src/core/request.ts";
import { type Case, withBody } from "./case.ts";

type Message = Record<string, unknown>;

/** A recorded notification with other fields; the signature stays. */
function message(change: (message: Message) => Message): NonNullable<Case["change"]> {
  return (request: WebhookRequest) =>
    withBody(request, JSON.stringify(change(JSON.parse(Buffer.from(request.body).toString()) as Message)));
}

const topic = "topicArn:arn:aws:sns:eu-north-1:123456789012:tilaukset";

/** No certificate is pinned: it would have to be fetched, and nobody may be asked. */
const unpinned = JSON.stringify([topic]);

const certificateUrls: Readonly<Record<string, string>> = {
  "a look-alike host": "https://sns.eu-north-1.amazonaws.com.evil.example/SimpleNotificationService.pem",
  "another host with Amazon's in the path":
    "https://evil.example/sns.eu-north-1.amazonaws.com/SimpleNotificationService-0a.pem",
  "another host with Amazon's as its user":
    "https://sns.eu-north-1.amazonaws.com@evil.example/SimpleNotificationService-0a.pem",
  "Amazon's host as the user's password":
    "https://x:sns.eu-north-1.amazonaws.com@evil.example/SimpleNotificationService-0a.pem",
  "a bucket of the name sns": "https://sns.s3-us-west-2.amazonaws.com/SimpleNotificationService-0a.pem",
  "a bucket's website": "https://sns.s3-website-us-west-2.amazonaws.com/SimpleNotificationService-0a.pem",
  "a host that only ends like Amazon's":
    "https://evilsns.eu-north-1.amazonaws.com/SimpleNotificationService-0a.pem",
  "a host with a dot of another script":
    "https://sns.eu-north-1.amazonaws。com/SimpleNotificationService-0a.pem",
  "plain http": "http://sns.eu-north-1.amazonaws.com/SimpleNotificationService-0a.pem",
  "another port": "https://sns.eu-north-1.amazonaws.com:8443/SimpleNotificationService-0a.pem",
  "a query": "https://sns.eu-north-1.amazonaws.com/SimpleNotificationService-0a.pem?y=.pem",
  "a fragment": "https://sns.eu-north-1.amazonaws.com/SimpleNotificationService-0a#.pem",
  "a folder above": "https://sns.eu-north-1.amazonaws.com/../SimpleNotificationService-0a.pem",
  "a line feed behind": "https://sns.eu-north-1.amazonaws.com/SimpleNotificationService-0a.pem\n",
  "a name that Amazon gives to no certificate": "https://sns.eu-north-1.amazonaws.com/x.pem",
  "the metadata address": "http://169.254.169.254/latest/meta-data/iam.pem",
  "the metadata address as a number": "https://2852039166/SimpleNotificationService-0a.pem",
  "this machine": "https://localhost/SimpleNotificationService-0a.pem",
  "a file": "file:///etc/ssl/cert.pem",
  data: "data:application/x-pem-file,x.pem",
  nothing: "",
};

const base = "aws-sns/notification-v1";

const sns = (name: string, change: (message: Message) => Message, want: Case["want"] = "refused"): Case => ({
  name: `SNS: ${name}`,
  base,
  change: message(change),
  want,
});

const without = (field: string) => (from: Message) => {
  const { [field]: _, ...rest } = from;
  return rest;
};

/** Amazon signs field by field, with a certificate that the message itself names. */
export const snsCases: readonly Case[] = [
  { name: "SNS: as it was recorded", base, want: "accepted" },
  ...Object.entries(certificateUrls).map(
    ([what, SigningCertURL]): Case => ({
      name: `SNS: certificate at ${what}`,
      base,
      secrets: unpinned,
      change: message((from) => ({ ...from, SigningCertURL })),
      want: "refused",
    }),
  ),
  ...["Message", "MessageId", "Timestamp", "TopicArn", "Type", "Signature", "SignatureVersion"].map((field) =>
    sns(`without ${field}`, without(field)),
  ),
  sns("another topic of the same account", (from) => ({ ...from, TopicArn: `${from.TopicArn}2` })),
  sns("a topic that is a list", (from) => ({ ...from, TopicArn: [from.TopicArn] })),
  sns("the message's id moved into the message", (from) =>
    without("MessageId")({ ...from, Message: `${from.Message}\nMessageId\n${from.MessageId}` }),
  ),
  sns("the subject moved into the id", (from) =>
    without("Subject")({ ...from, MessageId: `${from.MessageId}\nSubject\n${from.Subject}` }),
  ),
  sns("the topic moved into the time", (from) =>
    without("TopicArn")({ ...from, Timestamp: `${from.Timestamp}\nTopicArn\n${from.TopicArn}` }),
  ),
  sns("signature version 3", (from) => ({ ...from, SignatureVersion: "3" })),
  sns("signature version as a number", (from) => ({ ...from, SignatureVersion: 1 })),
  sns("version 2 claimed for a signature of version 1", (from) => ({ ...from, SignatureVersion: "2" })),
  sns("a type of its own", (from) => ({ ...from, Type: "__proto__" })),
  sns("a type that inherits", (from) => ({ ...from, Type: "constructor" })),
  sns("a notification that calls itself a confirmation", (from) => ({
    ...from,
    Type: "SubscriptionConfirmation",
    SubscribeURL: "https://sns.eu-north-1.amazonaws.com/?Action=ConfirmSubscription",
    Token: "t",
  })),
  {
    name: "SNS: not JSON",
    base,
    change: (request) => withBody(request, "{"),
    want: "refused",
  },
  {
    name: "SNS: thirty thousand levels of lists",
    base,
    change: (request) => withBody(request, "[".repeat(30_000) + "]".repeat(30_000)),
    want: "refused",
  },
  {
    name: "SNS: over a megabyte",
    base,
    change: message((from) => ({ ...from, extra: "x".repeat(1_048_577) })),
    want: "refused",
  },
  { name: "SNS: replayed two hours later", base, late: 7_200, want: "refused" },
];
