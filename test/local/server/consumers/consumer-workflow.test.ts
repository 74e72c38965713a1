import { afterEach, expect, test } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { startTestBridge, until } from "../runtime-fixture.ts";
import { consumerProject, putEvents, writeProjectFile, writtenLines } from "./consumer-project.ts";

let bridge: Runtime | undefined;

afterEach(async () => {
  await bridge?.close();
  bridge = undefined;
});

const definition = {
  StartAt: "Is it new?",
  States: {
    "Is it new?": {
      Type: "Choice",
      Choices: [{ Variable: "$.subject", StringEquals: "old", Next: "Refuse" }],
      Default: "Assign an agent",
    },
    "Assign an agent": {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      ResultPath: "$.agent",
      Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 1, MaxAttempts: 1 }],
      Next: "Tell",
    },
    Tell: { Type: "Task", Resource: "arn:aws:states:::sns:publish", End: true },
    Refuse: { Type: "Fail", Error: "NotNew", Cause: "the ticket is an old one" },
  },
};

const tasks = (directory: string): string => `
import { appendFileSync } from "node:fs";
let calls = 0;
export default {
  "Assign an agent": async ({ subject }) => {
    if (calls++ === 0) throw new Error("nobody is free");
    return { name: "agent of " + subject };
  },
};
export const Tell = ({ agent }) => {
  appendFileSync(${JSON.stringify(directory)} + "/out", agent.name + "\\n");
  return null;
};
`;

const subscription = (more = "") =>
  `tickets: { bus: "engineering", on: "everything", stateMachine: "workflows/new-ticket.asl.json", ${more} }`;

test("an event starts a state machine, whose tasks are local functions", async () => {
  const project = consumerProject(subscription('input: "$.detail"'), {
    "workflows/new-ticket.asl.json": JSON.stringify(definition),
  });
  writeProjectFile(project, "workflows/new-ticket.local.ts", tasks(project.directory));
  const lines: string[] = [];
  bridge = await startTestBridge(lines, project);
  await putEvents(bridge, ["7", "old"]);
  await until(async () => lines.includes("executed  subscription=tickets"));
  expect(writtenLines(project)).toEqual(["agent of 7"]);
  const failed = await until(async () => lines.find((line) => line.startsWith("failed ")));
  expect(failed).toContain("the ticket is an old one");
  expect(
    await until(async () => {
      const row = await bridge?.bridge.subscription("tickets");
      return row?.backlog === 0 && row;
    }),
  ).toMatchObject({
    target: "workflows/new-ticket.asl.json",
    hasQueue: false,
    state: "failing",
    failed: 1,
    lastError: { reason: expect.stringContaining("the ticket is an old one") },
  });
});

test("a state whose name the module with tasks misspells is named at the start", async () => {
  const project = consumerProject(subscription(), {
    "workflows/new-ticket.asl.json": JSON.stringify({
      StartAt: "Tell",
      States: {
        Tell: { Type: "Task", Resource: "arn:aws:states:::sns:publish", Next: "constructor" },
        constructor: definition.States.Tell,
      },
    }),
  });
  writeProjectFile(project, "workflows/new-ticket.local.ts", "export const Tel = () => null;\n");
  const lines: string[] = [];
  bridge = await startTestBridge(lines, project);
  expect(lines).toContainEqual(expect.stringContaining("tickets: nothing plays Tell, constructor of"));
  writeProjectFile(project, "workflows/new-ticket.local.ts", "export const Tell = () => null;\n");
  await until(async () => lines.some((line) => line.includes("tickets: nothing plays constructor of")));
  await until(async () => lines.some((line) => line.includes("has changed, and executions use it")));
  await putEvents(bridge, ["7"]);
  const failed = await until(async () => lines.find((line) => line.startsWith("failed ")));
  expect(failed).toContain('nothing plays the state "constructor" here');
});

test("a state that nothing plays is named at the start, and what failed is told of its event", async () => {
  const project = consumerProject(subscription(), {
    "workflows/new-ticket.asl.json": JSON.stringify({
      StartAt: "Tell",
      States: { Tell: definition.States.Tell },
    }),
  });
  const lines: string[] = [];
  bridge = await startTestBridge(lines, project);
  expect(lines).toContainEqual(
    "consumer  tickets: nothing plays Tell of workflows/new-ticket.asl.json here, so executions fail there\n" +
      "  next:  export a function of that name from workflows/new-ticket.local.ts",
  );
  const [id = ""] = await putEvents(bridge, ["7"]);
  const event = await until(async () => {
    const found = await bridge?.bridge.event(id);
    return found?.rules?.[0]?.targets[0]?.state === "failed" && found;
  });
  expect(event.rules?.[0]?.targets).toEqual([
    {
      target: "workflows/new-ticket.asl.json",
      state: "failed",
      attempts: 1,
      reason: expect.stringContaining('nothing plays the state "Tell" here'),
    },
  ]);
});

test("what can't run waits, until its definition can", async () => {
  const jsonata = { QueryLanguage: "JSONata", StartAt: "A", States: { A: { Type: "Pass", End: true } } };
  const file = "workflows/new-ticket.asl.json";
  const project = consumerProject(subscription(), { [file]: JSON.stringify(jsonata) });
  const lines: string[] = [];
  bridge = await startTestBridge(lines, project);
  await putEvents(bridge, ["7"]);
  const row = await until(async () => {
    const found = await bridge?.bridge.subscription("tickets");
    return found?.backlog === 1 && found;
  });
  expect(row).toMatchObject({ state: "failing", note: expect.stringContaining("is written in JSONata") });
  writeProjectFile(project, file, JSON.stringify({ ...jsonata, QueryLanguage: "JSONPath" }));
  await until(async () => lines.includes("executed  subscription=tickets"));
});
