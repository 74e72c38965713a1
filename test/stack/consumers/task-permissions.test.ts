import { describe, expect, it } from "vitest";
import { taskPermissions, withPseudoParameters } from "../../../src/stack/consumers/task-permissions.ts";

const machine = (...tasks: readonly object[]) => ({
  StartAt: "0",
  States: Object.fromEntries(tasks.map((task, index) => [index, { Type: "Task", ...task, End: true }])),
});
const allowed = (...tasks: readonly object[]) => taskPermissions("the machine", machine(...tasks));
const service = (call: string): string => `arn:aws:states:::${call}`;

describe("a role may do what the tasks name:", () => {
  it.each([
    [
      "a function",
      { Resource: "arn:aws:lambda:eu-west-1:111122223333:function:score" },
      "lambda:InvokeFunction",
      "arn:aws:lambda:eu-west-1:111122223333:function:score",
    ],
    [
      "a function by its name",
      { Resource: service("lambda:invoke"), Parameters: { FunctionName: "score" } },
      "lambda:InvokeFunction",
      { "Fn::Sub": "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:score" },
    ],
    [
      "a function that is waited for",
      {
        Resource: service("lambda:invoke.waitForTaskToken"),
        Arguments: { FunctionName: "arn:aws:lambda:eu-west-1:111122223333:function:a" },
      },
      "lambda:InvokeFunction",
      "arn:aws:lambda:eu-west-1:111122223333:function:a",
    ],
    [
      "a topic",
      { Resource: service("sns:publish"), Parameters: { TopicArn: "arn:aws:sns:eu-west-1:111122223333:a" } },
      "sns:Publish",
      "arn:aws:sns:eu-west-1:111122223333:a",
    ],
    [
      "a queue",
      {
        Resource: service("sqs:sendMessage"),
        Parameters: { QueueUrl: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders" },
      },
      "sqs:SendMessage",
      { "Fn::Sub": "arn:${AWS::Partition}:sqs:eu-west-1:111122223333:orders" },
    ],
    [
      "a table",
      { Resource: service("aws-sdk:dynamodb:updateItem"), Parameters: { TableName: "seen" } },
      "dynamodb:UpdateItem",
      { "Fn::Sub": "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/seen" },
    ],
  ])("%s", (_what, task, Action, Resource) => {
    expect(allowed(task)).toEqual([{ Effect: "Allow", Action, Resource }]);
  });

  it("each once, and none without tasks", () => {
    const task = {
      Resource: service("sns:publish"),
      Parameters: { TopicArn: "arn:aws:sns:eu-west-1:111122223333:a" },
    };
    expect(allowed(task, task)).toHaveLength(1);
    expect(
      taskPermissions("the machine", { States: { Wait: { Type: "Wait", Seconds: 1, End: true } } }),
    ).toEqual([]);
  });
});

it.each([
  [
    "a service that is not known here",
    { Resource: service("glue:startJobRun"), Parameters: { JobName: "a" } },
  ],
  [
    "a name that the input has",
    { Resource: service("lambda:invoke"), Parameters: { "FunctionName.$": "$.name" } },
  ],
  [
    "a name that is computed",
    { Resource: service("lambda:invoke"), Arguments: { FunctionName: "{% $states.input.name %}" } },
  ],
  [
    "a queue by its name",
    { Resource: service("sqs:sendMessage"), Parameters: { QueueUrl: "orders", MessageBody: "a" } },
  ],
  ["a topic by its name", { Resource: service("sns:publish"), Parameters: { TopicArn: "oncall" } }],
])("%s asks for a role of the user's", (_what, task) => {
  expect(() => allowed(task)).toThrow(
    expect.objectContaining({
      code: "config-invalid",
      message: expect.stringContaining("of which can't be told what it needs"),
      remedy: expect.stringContaining("role:"),
    }),
  );
});

it("only AWS's own placeholders of a definition are filled in", () => {
  expect(withPseudoParameters("a")).toBe("a");
  expect(withPseudoParameters("${AWS::Region} ${other}")).toEqual({ "Fn::Sub": "${AWS::Region} ${!other}" });
});
