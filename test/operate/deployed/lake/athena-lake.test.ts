import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AthenaClient } from "@aws-sdk/client-athena";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { askAthena } from "../../../../src/operate/deployed/lake/athena-lake.ts";

type Ask = readonly [action: string, input: Readonly<Record<string, unknown>>];

let asked: Ask[] = [];
/** What Athena says of the query, one after another; the last one stays. */
let states: object[] = [];

const pages = [
  {
    ResultSet: { Rows: [{ Data: [{ VarCharValue: "subject" }, { VarCharValue: "failures" }] }] },
    NextToken: "more",
  },
  { ResultSet: { Rows: [{ Data: [{ VarCharValue: "ada" }, {}] }] } },
];

/** As much of Athena as a question sees. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const action = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    const input = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    asked.push([action, input]);
    const state = states.length > 1 ? states.shift() : states[0];
    const answers: Readonly<Record<string, object | undefined>> = {
      StartQueryExecution: { QueryExecutionId: "q-1" },
      GetQueryExecution: action === "GetQueryExecution" ? { QueryExecution: state } : undefined,
      GetQueryResults: pages[input.NextToken === undefined ? 0 : 1],
      StopQueryExecution: {},
    };
    response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(answers[action] ?? {}));
  });
});

beforeAll(() => new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready)));
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
  states = [{ Status: { State: "SUCCEEDED" }, Statistics: { DataScannedInBytes: 81 } }];
});

const ask = (signal = new AbortController().signal) =>
  askAthena(
    new AthenaClient({
      region: "eu-west-1",
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    }),
    { database: "acme_prod_events_lake", workgroup: "acme-prod-events-lake" },
    { sql: "SELECT ?, ?", values: ["2026-11-01", "it's"] },
    signal,
  );

describe("a question to Athena", () => {
  it("is asked in the lake's workgroup, with its values as literals, and gives all pages", async () => {
    expect(await ask()).toEqual({
      columns: ["subject", "failures"],
      rows: [["ada", null]],
      scannedBytes: 81,
    });
    expect(asked[0]).toEqual([
      "StartQueryExecution",
      expect.objectContaining({
        QueryString: "SELECT ?, ?",
        WorkGroup: "acme-prod-events-lake",
        QueryExecutionContext: { Database: "acme_prod_events_lake" },
        ExecutionParameters: ["'2026-11-01'", "'it''s'"],
      }),
    ]);
  });

  it("says why Athena ended it", async () => {
    states = [{ Status: { State: "CANCELLED", StateChangeReason: "Bytes scanned limit was exceeded" } }];
    await expect(ask()).rejects.toMatchObject({
      code: "aws-failed",
      message: expect.stringContaining("Bytes scanned limit"),
      remedy: expect.stringContaining("fewer days"),
    });
  });

  it("is stopped when it is interrupted: it would go on, and cost", async () => {
    states = [{ Status: { State: "RUNNING" } }];
    const ending = new AbortController();
    const asking = ask(ending.signal);
    await expect.poll(() => asked.some(([action]) => action === "GetQueryExecution")).toBe(true);
    ending.abort();
    await expect(asking).rejects.toMatchObject({ name: "AbortError" });
    expect(asked.at(-1)).toEqual(["StopQueryExecution", { QueryExecutionId: "q-1" }]);
  });
});
