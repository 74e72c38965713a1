import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "aws-sns",
  name: "Amazon SNS",
  category: "standard",
  docs: "https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html",
  setup: {
    where: "SNS → Topics → the topic → Create subscription → HTTPS",
    secret: "identifier",
    note: "The secret is the topic's ARN: every AWS account can sign, so the bridge trusts only this topic. Leave raw message delivery off: it is not signed.",
  },
  deadlineSeconds: 15,
  retries: {
    hours: 1,
    signed: "once",
    source:
      "docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html: for HTTPS by no policy " +
      "for more than 3,600 seconds; by inference: Timestamp, which is signed, is the time of " +
      "publishing",
  },
  signature: { scheme: "aws-sns", role: "topicArn", toleranceSeconds: 7_200 },
  handshakes: [
    {
      name: "subscription-confirmation",
      when: "body:/Type",
      equals: "SubscriptionConfirmation",
      answer: { confirm: "body:/SubscribeURL", hosts: ["sns.*.amazonaws.com", "sns.*.amazonaws.com.cn"] },
    },
  ],
  event: {
    source: "com.amazonaws.sns",
    type: ["body:/Type"],
    id: "body:/MessageId",
    equalDeliveries: {
      possible: false,
      why:
        "The signed fields have a MessageId, unique for each message (docs.aws.amazon.com/sns, " +
        "HTTP/HTTPS notification JSON format)",
    },
    checkedAgainst: ["our recorded requests"],
    time: "body:/Timestamp",
    subject: "body:/Subject",
    origin: ["header:x-amz-sns-subscription-arn", "body:/TopicArn"],
  },
  marks: { userAgents: ["Amazon Simple Notification Service Agent"] },
});
