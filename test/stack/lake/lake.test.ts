import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { BusConfig } from "../../../src/config/bus-config.ts";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import type { DeploymentOptions } from "../../../src/config/deployment-options.ts";
import { consumersStack } from "../../../src/stack/consumers/consumers-stack.ts";
import { deploymentOf } from "../../../src/stack/deployment.ts";
import { lakeResources } from "../../../src/stack/lake/lake.ts";
import { lakeNamesOf, lakesOf } from "../../../src/stack/lake/lake-names.ts";
import { lakeQueries } from "../../../src/stack/lake/lake-queries.ts";
import { findings } from "../packaged/findings.ts";
import { arns } from "../support/configs.ts";
import { sources } from "../support/stack-of.ts";

const folder = mkdtempSync(join(tmpdir(), "hookbridge-lake-stack-"));
afterAll(() => rmSync(folder, { recursive: true }));

const deployment = (bus: BusConfig, options: DeploymentOptions = {}) =>
  deploymentOf(defineBridge({ buses: { events: bus, other: {} }, sources, deployment: options }), "prod");

const resourcesOf = (days: number, options?: DeploymentOptions) =>
  lakeResources(deployment({ lake: { days } }, options));

/** What AWS's validator says of the resources as a template of their own. */
function judged(resources: object): readonly string[] {
  const file = join(folder, "template.json");
  writeFileSync(
    file,
    JSON.stringify({ Parameters: { AlarmTopic: { Type: "String" } }, Resources: resources }),
  );
  return findings(file);
}

describe("the lake of a bus", () => {
  const resources = resourcesOf(400);
  const one = (type: string): [string, NonNullable<(typeof resources)[string]>] => {
    const found = Object.entries(resources).filter(([, { Type }]) => Type === type);
    expect(found).toHaveLength(1);
    return found[0] as [string, NonNullable<(typeof resources)[string]>];
  };

  it("is a template that AWS's validator takes, with a key of one's own too", () => {
    expect(judged(resources)).toEqual([]);
    expect(judged(resourcesOf(1, { encryptionKey: arns.key }))).toEqual([]);
  });

  it("is made for buses that have one, and refers to nothing outside of itself but the topic of alarms", () => {
    expect(lakeResources(deployment({}))).toEqual({});
    expect(lakesOf(deployment({ lake: { days: 3 } })).map(({ bus, days }) => [bus, days])).toEqual([
      ["events", 3],
    ]);
    const text = JSON.stringify(resources);
    const referred = [...text.matchAll(/"(?:Ref|Fn::GetAtt)":(?:\["|")(\w+)"|\$\{(\w+)[.}]/g)].map(
      ([, one, other]) => one ?? other ?? "",
    );
    expect(referred.length).toBeGreaterThan(10);
    expect(new Set(referred.filter((id) => !(id in resources)))).toEqual(new Set(["AlarmTopic"]));
    expect(Object.keys(resources).every((id) => id.includes("EventsLake"))).toBe(true);
  });

  it("is in the consumers' stack, also without a subscription", () => {
    const { template, stackName } = consumersStack(deployment({ lake: { days: 400 } }), [], () => "");
    expect(stackName).toBe("hookbridge-prod-consumers");
    expect(template.Resources).toEqual(resources);
    expect(Object.keys(template.Parameters ?? {})).toEqual(["AlarmTopic"]);
  });

  it("keeps its bucket and its dead letters when it goes, and forgets events after its days", () => {
    const [, bucket] = one("AWS::S3::Bucket");
    expect(bucket).toMatchObject({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
    expect(bucket.Properties?.LifecycleConfiguration).toMatchObject({
      Rules: [{ Prefix: "", ExpirationInDays: 400, Status: "Enabled" }],
    });
    expect(one("AWS::SQS::Queue")[1].DeletionPolicy).toBe("Retain");
  });

  it("takes every event that is not replayed, for a day of trying, with a dead-letter queue", () => {
    const [, rule] = one("AWS::Events::Rule");
    expect(rule.Properties).toMatchObject({
      EventBusName: "hookbridge-prod-events",
      EventPattern: { source: [{ prefix: "" }], "replay-name": [{ exists: false }] },
      Targets: [
        {
          Arn: { "Fn::GetAtt": ["EventsLakeStream", "Arn"] },
          DeadLetterConfig: { Arn: { "Fn::GetAtt": ["EventsLakeDeadLetters", "Arn"] } },
          RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
        },
      ],
    });
    expect(one("AWS::SQS::QueuePolicy")[1].Properties).toMatchObject({
      PolicyDocument: {
        Statement: [
          { Effect: "Deny" },
          { Condition: { ArnLike: { "aws:SourceArn": [{ "Fn::GetAtt": ["EventsLakeRule", "Arn"] }] } } },
        ],
      },
    });
  });

  it("has a line for each event, by the day of its arrival", () => {
    const [, stream] = one("AWS::KinesisFirehose::DeliveryStream");
    expect(stream.Properties?.ExtendedS3DestinationConfiguration).toMatchObject({
      CompressionFormat: "GZIP",
      Prefix: "events/day=!{timestamp:yyyy-MM-dd}/",
      ProcessingConfiguration: {
        Processors: [
          {
            Type: "AppendDelimiterToRecord",
            Parameters: [{ ParameterName: "Delimiter", ParameterValue: "\\n" }],
          },
        ],
      },
    });
  });

  it("has a workgroup that limits what a query reads, and every saved query", () => {
    expect(one("AWS::Athena::WorkGroup")[1].Properties).toMatchObject({
      Name: "hookbridge-prod-events-lake",
      WorkGroupConfiguration: {
        EnforceWorkGroupConfiguration: true,
        BytesScannedCutoffPerQuery: 10_737_418_240,
      },
    });
    const saved = Object.values(resources).filter(({ Type }) => Type === "AWS::Athena::NamedQuery");
    expect(saved.map(({ Properties }) => Properties?.Name)).toEqual([...lakeQueries().keys(), "create-view"]);
  });

  it("has a view whose text is the queries' own", () => {
    const view = resources.EventsLakeEvents?.Properties?.TableInput as unknown as Record<string, string>;
    const [, base64 = ""] = /^\/\* Presto View: (.*) \*\/$/.exec(view.ViewOriginalText ?? "") ?? [];
    const { originalSql, schema, columns } = JSON.parse(Buffer.from(base64, "base64").toString("utf8"));
    expect(schema).toBe("hookbridge_prod_events_lake");
    expect([...originalSql.matchAll(/ AS (\w+)(?:,|\nFROM)/g)].map(([, name]) => name)).toEqual(
      columns.map(({ name }: { name: string }) => name).filter((name: string) => name !== "day"),
    );
  });

  it("has names that Glue takes", () => {
    const names = lakeNamesOf("people.Restricted-1", deployment({}));
    expect(names.database).toBe("hookbridge_prod_people_restricted_1_lake");
    expect(names.workgroup).toMatch(/^[a-zA-Z0-9._-]{1,128}$/);
  });

  it("has alarms for what is not put into it, and for what is not written", () => {
    const alarms = Object.entries(resources).filter(([, { Type }]) => Type === "AWS::CloudWatch::Alarm");
    expect(alarms.map(([id]) => id)).toEqual([
      "EventsLakeDeadLettersAlarm",
      "EventsLakeDeadLettersArrivingAlarm",
      "OldestEventsLakeDeadLetterAlarm",
      "EventsLakeLateAlarm",
    ]);
  });

  it("is a template whose mistakes the validator finds", () => {
    const wrong = structuredClone(resources) as Record<string, { Properties: Record<string, object> }>;
    Object.assign(wrong.EventsLakeStream?.Properties.ExtendedS3DestinationConfiguration ?? {}, {
      CompressionFormat: "GZ",
    });
    expect(judged(wrong)).not.toEqual([]);
  });
});
