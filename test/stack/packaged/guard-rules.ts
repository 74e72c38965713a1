/** Rules about keys, trust and deletion. */
import { names, ofTypes, propertiesOf, type Rule, set, statementsIn } from "./rule-parts.ts";

/** Properties that take a key. */
const keyOf = {
  "AWS::SQS::Queue": "KmsMasterKeyId",
  "AWS::SNS::Topic": "KmsMasterKeyId",
  "AWS::Events::EventBus": "KmsKeyIdentifier",
  "AWS::Events::Archive": "KmsKeyIdentifier",
  "AWS::Logs::LogGroup": "KmsKeyId",
} as const;

export const guardRules: readonly Rule[] = [
  {
    name: "a key for the ledger is the key of all that holds events or log lines, and buses keep what they can't encrypt",
    offenders: (resources) => {
      const [[, ledger] = []] = ofTypes(resources, "AWS::DynamoDB::Table");
      if (!ledger?.SSESpecification) return [];
      return Object.entries(keyOf).flatMap(([type, property]) =>
        ofTypes(resources, type)
          .filter(
            ([, properties]) =>
              !properties[property] || (type === "AWS::Events::EventBus" && !properties.DeadLetterConfig),
          )
          .map(([id]) => id),
      );
    },
    breakIt: (resources) => set(resources, "PublishLogGroup", "KmsKeyId", undefined),
  },
  {
    name: "services assume roles for this account only",
    offenders: (resources) =>
      ofTypes(resources, "AWS::IAM::Role")
        .filter(([, { AssumeRolePolicyDocument }]) =>
          statementsIn(AssumeRolePolicyDocument).some(({ Condition }) => !names(Condition, "AWS::AccountId")),
        )
        .map(([id]) => id),
    breakIt: (resources) =>
      set(resources, "PublishRole", "AssumeRolePolicyDocument", {
        Statement: [
          { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
        ],
      }),
  },
  {
    name: "no queue of SQS uses a dead-letter queue of EventBridge's",
    offenders: (resources) =>
      ofTypes(resources, "AWS::SQS::QueuePolicy")
        .filter(([, properties]) => names(properties, "events.amazonaws.com"))
        .map(([id]) => id.replace(/Policy$/, ""))
        .filter((id) => !names(propertiesOf(resources[id]).RedriveAllowPolicy, "denyAll")),
    breakIt: (resources) => set(resources, "ForwardDeadLetterQueue", "RedriveAllowPolicy", undefined),
  },
  {
    name: "tables can't be deleted by mistake",
    offenders: (resources) =>
      ofTypes(resources, "AWS::DynamoDB::Table")
        .filter(([, { DeletionProtectionEnabled }]) => DeletionProtectionEnabled !== true)
        .map(([id]) => id),
    breakIt: (resources) => set(resources, "Ledger", "DeletionProtectionEnabled", false),
  },
  {
    name: "replays are not forwarded",
    offenders: (resources) =>
      ofTypes(resources, "AWS::Events::Rule")
        .filter(([, { EventPattern }]) => !names(EventPattern, "replay-name"))
        .map(([id]) => id),
    breakIt: (resources) => set(resources, "SharedBusForward", "EventPattern", { source: [{ prefix: "" }] }),
  },
];
