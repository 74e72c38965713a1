import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  account,
  breakQueue,
  entry,
  messages,
  passTime,
  put,
  queue,
  region,
  route,
  server,
  start,
  stop,
} from "../eventbridge-fixture.ts";

const deadLetters = `${queue}-dead-letters`;
const DeadLetterConfig = { Arn: deadLetters };
const ruleArn = `arn:aws:events:${region}:${account}:rule/shop/paid`;

/** An error as the SDK gives it. */
function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

let warned: { mock: { calls: readonly (readonly unknown[])[] } };

beforeEach(() => {
  warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
});

afterEach(() => {
  vi.restoreAllMocks();
});

const attempts = (): number => warned.mock.calls.filter(([text]) => String(text).includes("failed: ")).length;

/** Waits for the one dead letter; returns its attributes. */
async function deadLetter(): Promise<Readonly<Record<string, string>>> {
  await vi.waitFor(() => expect(messages).toHaveLength(1), { timeout: 5000 });
  const [letter] = messages;
  const [event] = server.events({ after: 0, limit: 1 });
  expect(letter).toMatchObject({ arn: deadLetters, body: event?.envelope, group: undefined });
  return letter?.attributes ?? {};
}

describe("a dead letter tells what happened", () => {
  test.each([
    ["QueueDoesNotExist", "The specified queue does not exist.", "NO_RESOURCE"],
    ["AccessDenied", "Access to the resource is denied.", "NO_PERMISSIONS"],
    ["KmsAccessDenied", "The key can't be used.", "NO_PERMISSIONS"],
    ["InvalidMessageContents", "The body has a character that is not allowed.", "INVALID_PARAMETER"],
  ])("%s is not retried", async (name, message, code) => {
    breakQueue(named(name, message));
    await route({ DeadLetterConfig, Input: "{}" });
    await put(entry);
    expect(await deadLetter()).toEqual({
      RULE_ARN: ruleArn,
      TARGET_ARN: queue,
      ERROR_CODE: code,
      ERROR_MESSAGE: message,
      RETRY_ATTEMPTS: "0",
    });
    expect(attempts()).toBe(1);
  });

  test("the retries are used up", async () => {
    breakQueue(named("RequestThrottled", "Slow down."));
    await route({ DeadLetterConfig, RetryPolicy: { MaximumRetryAttempts: 1 } });
    await put(entry);
    expect(await deadLetter()).toEqual({
      RULE_ARN: ruleArn,
      TARGET_ARN: queue,
      ERROR_CODE: "THROTTLING",
      ERROR_MESSAGE: "Slow down.",
      EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts",
      RETRY_ATTEMPTS: "1",
    });
    expect(attempts()).toBe(2);
  });

  test("no retry is allowed", async () => {
    breakQueue(Object.assign(new Error(""), { code: "ECONNREFUSED" }));
    await route({ DeadLetterConfig, RetryPolicy: { MaximumRetryAttempts: 0 } });
    await put(entry);
    expect(await deadLetter()).toMatchObject({
      ERROR_CODE: "CONNECTION_FAILURE",
      ERROR_MESSAGE: "ECONNREFUSED",
      EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts",
      RETRY_ATTEMPTS: "0",
    });
  });

  test("the event is too old, also after a restart", async () => {
    breakQueue(true);
    await route({ DeadLetterConfig, RetryPolicy: { MaximumEventAgeInSeconds: 60 } });
    await put(entry);
    await vi.waitFor(() => expect(attempts()).toBe(1));
    await stop();
    passTime(61);
    await start();
    expect(await deadLetter()).toMatchObject({
      ERROR_CODE: "ERROR_FROM_TARGET",
      ERROR_MESSAGE: "the queue is down",
      EXHAUSTED_RETRY_CONDITION: "MaximumEventAgeInSeconds",
      RETRY_ATTEMPTS: "0",
    });
    expect(attempts()).toBe(1);
  });
});

test("an event that is not too old is tried again", async () => {
  breakQueue(true);
  await route({ DeadLetterConfig, RetryPolicy: { MaximumEventAgeInSeconds: 60 } });
  await put(entry);
  await vi.waitFor(() => expect(attempts()).toBe(1));
  passTime(59);
  breakQueue(false);
  await vi.waitFor(() => expect(messages.map(({ arn }) => arn)).toEqual([queue]), { timeout: 5000 });
});

test("without a dead-letter queue the event is dropped, and that is said", async () => {
  breakQueue(named("QueueDoesNotExist", "The specified queue does not exist."));
  await route({});
  await put(entry);
  await vi.waitFor(() => expect(warned.mock.calls).toHaveLength(2));
  expect(String(warned.mock.calls[1]?.[0])).toBe(
    `EventBridge dropped an event for ${queue}: NO_RESOURCE, not retried`,
  );
});
