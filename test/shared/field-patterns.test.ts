import { readFileSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  TestEventPatternCommand,
} from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EventBridgeServer, startEventBridge } from "../../src/local/aws/eventbridge/server.ts";
import { sharedFolder } from "./folder.ts";

// Event patterns and EventBridge's verdicts: ../shared/field/README.md has the format.

interface PatternLine {
  readonly id: string;
  readonly pattern: string;
  readonly event?: string;
  readonly expect: "match" | "no-match" | "invalid";
  readonly reason?: string;
  readonly operation?: "PutRule";
  readonly rules?: number;
}

const lines = readFileSync(resolve(sharedFolder, "field/patterns.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as PatternLine);

const region = "eu-west-1";
let directory: string;
let server: EventBridgeServer;
let client: EventBridgeClient;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "patterns-"));
  server = await startEventBridge({
    host: "127.0.0.1",
    port: 0,
    databaseFile: join(directory, "events.db"),
    now: Date.now,
    region,
    account: "111122223333",
  });
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  client = new EventBridgeClient({ endpoint: server.url, region, credentials });
});

afterAll(async () => {
  client.destroy();
  await server.close();
  rmSync(directory, { recursive: true });
});

async function testPattern({ pattern, event }: PatternLine): Promise<"match" | "no-match"> {
  const command = new TestEventPatternCommand({ EventPattern: pattern, Event: event });
  return (await client.send(command)).Result ? "match" : "no-match";
}

/** Puts as many rules of the pattern on a bus of their own. All but the last must be accepted. */
async function putRules({ id, pattern, rules = 1 }: PatternLine): Promise<"match"> {
  await client.send(new CreateEventBusCommand({ Name: id }));
  const put = (index: number) =>
    client.send(new PutRuleCommand({ Name: `rule-${index}`, EventBusName: id, EventPattern: pattern }));
  for (let index = 1; index < rules; index++) await put(index);
  await put(rules).catch((error: Error) => {
    expect(error.name).toBe("LimitExceededException");
    throw error;
  });
  return "match";
}

describe("event patterns of the field get EventBridge's verdict", () => {
  it("the list is whole", () => {
    expect(lines.length).toBeGreaterThanOrEqual(21);
  });

  it.each(lines)("$id", async (line) => {
    const verdict = line.operation === "PutRule" ? putRules(line) : testPattern(line);
    if (line.expect !== "invalid") {
      expect(await verdict).toBe(line.expect);
      return;
    }
    const error: unknown = await verdict.then(
      () => undefined,
      (refusal: unknown) => refusal,
    );
    if (!(error instanceof Error)) throw new Error("The pattern was taken.");
    // AWS adds a line with the position to some reasons, which the list leaves out.
    const [message] = error.message.split("\n at [Source: ");
    if (line.reason) expect(message).toBe(`Event pattern is not valid. Reason: ${line.reason}`);
  });
});
