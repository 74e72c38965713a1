import { expect, it } from "vitest";
import { type LogQuery, runQuery } from "../../../../src/operate/deployed/logs/run-query.ts";
import { logStore } from "../support/log-store.ts";
import { AwsRefusal } from "../support/recorded-aws.ts";
import { recordedBridge, testNow } from "../support/recorded-bridge.ts";

const query: LogQuery = {
  groups: ["/aws/lambda/acme-dev-receive"],
  from: testNow - 1_500,
  to: testNow - 500,
  text: "fields @timestamp, @message | sort @timestamp desc | limit 5",
  limit: 5,
};

it("a query is polled until it is complete, over whole seconds, and says what it read (recorded server)", async () => {
  const logs = logStore(3);
  logs.add(query.groups[0] ?? "", testNow - 1_000, ["one"]);
  const { context, aws } = await recordedBridge(logs.answers);
  const answer = await runQuery(context, query);
  expect(answer).toEqual({
    rows: [{ "@timestamp": "2026-11-30 12:00:29.000", "@message": "one", "@ptr": "ptr-0" }],
    bytesScanned: 3,
  });
  const [started] = aws.calls.filter(({ operation }) => operation === "StartQuery");
  expect(started?.input).toMatchObject({
    startTime: testNow / 1_000 - 2,
    endTime: testNow / 1_000,
    limit: 5,
  });
  expect(aws.calls.filter(({ operation }) => operation === "GetQueryResults")).toHaveLength(3);
  expect(logs.stopped).toEqual([]);
});

it("a query that nobody waits for any more is stopped in AWS (recorded server)", async () => {
  const logs = logStore(Infinity);
  const { context } = await recordedBridge(logs.answers);
  const interrupt = new AbortController();
  const asked = runQuery(context, { ...query, signal: interrupt.signal });
  await expect.poll(() => logs.queries.length).toBe(1);
  interrupt.abort();
  await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  expect(logs.stopped).toEqual(["query-1"]);
  await expect(runQuery(context, { ...query, signal: interrupt.signal })).rejects.toMatchObject({
    name: "AbortError",
  });
  expect(logs.queries).toHaveLength(1);
});

it("a query that takes over a minute is stopped, and one that failed is said to have (recorded server)", async () => {
  const logs = logStore(Infinity);
  let now = testNow;
  const { context } = await recordedBridge(
    {
      ...logs.answers,
      async GetQueryResults(input, url) {
        now += 25_000;
        return (await logs.answers.GetQueryResults?.(input, url)) ?? {};
      },
    },
    { now: () => now },
  );
  await expect(runQuery(context, query)).rejects.toMatchObject({
    code: "aws-failed",
    message: "The query of the logs did not end within 60 s.",
  });
  expect(logs.stopped).toEqual(["query-1"]);
});

it("a query that AWS ends or refuses is told with what to do (recorded server)", async () => {
  const { context } = await recordedBridge({
    ...logStore().answers,
    GetQueryResults: () => ({ status: "Timeout" }),
  });
  await expect(runQuery(context, query)).rejects.toMatchObject({
    code: "aws-failed",
    message: "The query of the logs ended as Timeout.",
    remedy: "Ask for less: a shorter time, or one source.",
  });
  const { context: denied } = await recordedBridge({
    StartQuery() {
      throw new AwsRefusal(
        "AccessDeniedException",
        "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: logs:StartQuery on resource: x",
      );
    },
  });
  await expect(runQuery(denied, query)).rejects.toMatchObject({
    message: "AWS does not allow these credentials logs:StartQuery, so it can't query the logs of acme-dev.",
  });
  const { context: gone } = await recordedBridge({
    StartQuery() {
      throw new AwsRefusal("ResourceNotFoundException", "Log group does not exist");
    },
  });
  await expect(runQuery(gone, query)).rejects.toMatchObject({
    code: "aws-failed",
    message: "A log group of acme-dev was deleted: /aws/lambda/acme-dev-receive.",
    remedy: expect.stringContaining("aws logs create-log-group"),
  });
});
