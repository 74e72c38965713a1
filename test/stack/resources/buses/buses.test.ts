import { describe, expect, it } from "vitest";
import { arns } from "../../support/configs.ts";
import { properties, stackOf } from "../../support/stack-of.ts";

describe("buses", () => {
  it("archiveDays: the archive keeps events that long, and the claim check bucket their payloads", () => {
    const stack = stackOf({}, { archiveDays: 400 });
    expect(properties(stack, "EventsBusArchive")).toMatchObject({ RetentionDays: 400 });
    expect(JSON.stringify(properties(stack, "ClaimBucket"))).toContain('"ExpirationInDays":400');
    expect(properties(stackOf({}), "EventsBusArchive")).toBeUndefined();
  });

  it("log: EventBridge's own log, without the events' details", () => {
    const stack = stackOf({ logDays: 7 }, { log: "info" });
    expect(properties(stack, "EventsBus")).toMatchObject({
      LogConfig: { Level: "INFO", IncludeDetail: "NONE" },
    });
    expect(properties(stack, "EventsBusLogSourceInfo")).toMatchObject({ LogType: "INFO_LOGS" });
    expect(properties(stack, "EventsBusLogSourceTrace")).toBeUndefined();
    expect(properties(stack, "BusLogGroup")).toMatchObject({ RetentionInDays: 7 });
  });

  it("forwardTo: a rule for every event, with its own role and a dead-letter queue", () => {
    const stack = stackOf({}, { forwardTo: [arns.central] });
    expect(properties(stack, "EventsBusForward")).toMatchObject({
      EventPattern: { source: [{ prefix: "" }] },
      Targets: [
        { Arn: arns.central, DeadLetterConfig: { Arn: { "Fn::GetAtt": ["ForwardDeadLetterQueue", "Arn"] } } },
      ],
    });
    expect(JSON.stringify(properties(stack, "EventsBusForwardRole"))).toContain(arns.central);
    expect(properties(stack, "ForwardDeadLettersAlarm")).toBeDefined();
  });

  it("forwardTo: no queue of SQS may have the dead-letter queue for its own, and only the rule sends to it", () => {
    const stack = stackOf({}, { forwardTo: [arns.central] });
    expect(properties(stack, "ForwardDeadLetterQueue")).toMatchObject({
      RedriveAllowPolicy: { redrivePermission: "denyAll" },
    });
    expect(JSON.stringify(properties(stack, "ForwardDeadLetterQueuePolicy"))).toContain(
      '"Condition":{"ArnLike":{"aws:SourceArn":[{"Fn::GetAtt":["EventsBusForward","Arn"]}]}}',
    );
  });

  it("discoverSchemas: a discoverer", () => {
    expect(properties(stackOf({}, { discoverSchemas: true }), "EventsBusSchemas")).toBeDefined();
  });
});
