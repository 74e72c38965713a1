import {
  CreateEventBusCommand,
  EventBridgeClient,
  ListRulesCommand,
  PutRuleCommand,
  TestEventPatternCommand,
} from "@aws-sdk/client-eventbridge";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { credentials, region, server, client as shared } from "./eventbridge-fixture.ts";

/** SDK clients repeat a call that a quota refuses. */
let client: EventBridgeClient;

beforeEach(() => {
  client = new EventBridgeClient({ endpoint: server.url, region, credentials, maxAttempts: 1 });
});

afterEach(() => {
  client.destroy();
});

const wildcardPattern = '{"detail":{"file":[{"wildcard":"*.csv"}]}}';
const plainPattern = '{"source":["com.acme"]}';

const putRule = (Name: string, EventPattern: string, EventBusName = "shop") =>
  client.send(new PutRuleCommand({ Name, EventBusName, EventPattern }));

const limitExceeded = {
  name: "LimitExceededException",
  message: "The requested resource exceeds the maximum number allowed.",
};

/** A pattern of this many characters. */
function patternOf(characters: number): string {
  const [before, after] = ['{"source":["', '"]}'];
  return `${before}${"s".repeat(characters - before.length - after.length)}${after}`;
}

describe("the length of a pattern", () => {
  test("2,048 characters in a rule", async () => {
    await putRule("long", patternOf(2048));
    await expect(putRule("longer", patternOf(2049))).rejects.toMatchObject(limitExceeded);
  });

  test("4,096 characters anywhere", async () => {
    const Event = '{"id":"1","account":"1","source":"s","time":"t","region":"r","detail-type":"d"}';
    const tryPattern = (EventPattern: string) =>
      client.send(new TestEventPatternCommand({ EventPattern, Event }));
    expect((await tryPattern(patternOf(4096))).Result).toBe(false);
    await expect(tryPattern(patternOf(4097))).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringMatching(
        /at 'eventPattern' failed to satisfy constraint: Member must have length less than or equal to 4096$/,
      ),
    });
  });
});

describe("the rules of a bus", () => {
  test("30 with wildcards, where a rule that is replaced does not count twice", async () => {
    for (let number = 1; number <= 30; number++) await putRule(`files-${number}`, wildcardPattern);
    await expect(putRule("files-31", wildcardPattern)).rejects.toMatchObject(limitExceeded);
    const negated = '{"detail":{"file":[{"anything-but":{"wildcard":"*.csv"}}]}}';
    await expect(putRule("files-31", negated)).rejects.toMatchObject(limitExceeded);
    await putRule("files-30", wildcardPattern);
    await putRule("files-31", plainPattern);
    await shared.send(new CreateEventBusCommand({ Name: "second" }));
    await putRule("files-31", wildcardPattern, "second");
  });

  test("300 in all", async () => {
    for (let number = 1; number <= 300; number++) await putRule(`rule-${number}`, plainPattern);
    await expect(putRule("rule-301", plainPattern)).rejects.toMatchObject(limitExceeded);
    await putRule("rule-300", wildcardPattern);
    const { Rules } = await client.send(
      new ListRulesCommand({ EventBusName: "shop", NamePrefix: "rule-30" }),
    );
    expect(Rules?.map(({ Name }) => Name)).toEqual(["rule-30", "rule-300"]);
  });

  test("are listed in pages of at most 100", async () => {
    for (const Limit of [0, 101]) {
      const list = client.send(new ListRulesCommand({ EventBusName: "shop", Limit }));
      await expect(list).rejects.toMatchObject({
        name: "ValidationException",
        message: expect.stringContaining(`Value '${Limit}' at 'limit' failed to satisfy constraint: `),
      });
    }
  });

  test("a name of at most 64 letters, digits, points, hyphens and underscores", async () => {
    await putRule("n".repeat(64), plainPattern);
    for (const name of ["n".repeat(65), "a rule"]) {
      await expect(putRule(name, plainPattern)).rejects.toMatchObject({
        name: "ValidationException",
        message: expect.stringContaining(`Value '${name}' at 'name' failed to satisfy constraint: `),
      });
    }
  });
});
