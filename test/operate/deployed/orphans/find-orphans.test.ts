import { expect, test } from "vitest";
import { findOrphans } from "../../../../src/operate/deployed/orphans/find-orphans.ts";
import { orphanSceneOf } from "../../../../src/operate/deployed/orphans/orphan.ts";
import type { Answers } from "../support/recorded-aws.ts";
import { recordedBridge } from "../support/recorded-bridge.ts";

const busArn = (name: string): string => `arn:aws:events:eu-west-1:111122223333:event-bus/${name}`;
const bus = (Name: string) => ({ Name, Arn: busArn(Name) });

const answers: Answers = {
  DescribeParameters: ({ ParameterFilters, NextToken }) => {
    expect(ParameterFilters).toEqual([{ Key: "Path", Option: "OneLevel", Values: ["/acme/dev"] }]);
    return NextToken === undefined
      ? { Parameters: [{ Name: "/acme/dev/acme-slack" }], NextToken: "more" }
      : { Parameters: [{ Name: "/acme/dev/former" }] };
  },
  ListQueues: () => ({
    QueueUrls: ["DeliveryQueue-1A2B3C", "DeliveryQueue-OLD", "Consumer-1"].map(
      (name) => `https://queue.amazonaws.com/111122223333/acme-dev-${name}`,
    ),
  }),
  ListTables: () => ({ TableNames: ["acme-dev-ledger", "acme-dev-Ledger-OLD", "orders"] }),
  ListEventBuses: () => ({
    EventBuses: ["acme-dev-events", "acme-dev-people", "acme-dev-former", "acme-dev-eu-events"].map(bus),
  }),
  ListTagsForResource: ({ ResourceARN }) => ({
    Tags: [
      { Key: "hookbridge:deployment", Value: "acme" },
      { Key: "hookbridge:stage", Value: ResourceARN === busArn("acme-dev-eu-events") ? "dev-eu" : "dev" },
    ],
  }),
  ListArchives: ({ EventSourceArn }) => ({
    Archives: EventSourceArn === busArn("acme-dev-former") ? [{ ArchiveName: "former" }] : [],
  }),
};

test("finds what the stack does not have any more, and deletes nothing; what fails is named (AWS's answers are recorded)", async () => {
  const { context, aws } = await recordedBridge(answers);
  const { orphans, failures } = await findOrphans(orphanSceneOf(context));
  expect(orphans.map(({ kind, name }) => [kind, name])).toEqual([
    ["secret", "/acme/dev/former"],
    ["queue", "acme-dev-DeliveryQueue-OLD"],
    ["table", "acme-dev-Ledger-OLD"],
    ["archive", "former"],
    ["bus", "acme-dev-former"],
  ]);
  expect(orphans.map(({ command }) => command)[0]).toBe(
    "aws ssm delete-parameter --region eu-west-1 --name /acme/dev/former",
  );
  // The recorded server has no S3.
  expect(failures.map(({ message }) => message)).toEqual([expect.stringContaining("look for buckets")]);
  expect(aws.calls.filter(({ operation }) => /^(Delete|Update|Put)/.test(operation))).toEqual([]);
});
