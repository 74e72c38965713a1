import { setTimeout as sleep } from "node:timers/promises";
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { BridgeError } from "../../../core/errors.ts";
import type { LakeNames } from "../../../stack/lake/lake-names.ts";
import type { LakeQuestion, LakeRows } from "../../lake/lake-rows.ts";
import { askAws } from "../ask-aws.ts";

/** What Athena says of a query that has ended. */
interface AthenaAnswer extends LakeRows {
  /** Bytes that Athena charges for: 10 MB at least. */
  readonly scannedBytes: number;
}

const lakePurpose = "query the lake";

/** Athena puts parameters into the query as literals. */
const parameterLiteral = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const askAgainMs = 500;

const failedQuery = (state: string, reason: string): BridgeError =>
  new BridgeError(
    "aws-failed",
    `Athena ended the query as ${state}: ${reason}`,
    /bytes scanned/i.test(reason)
      ? "The workgroup limits what one query reads: ask for fewer days."
      : "Correct the query, or run create-view of the saved queries once if it is about the view: docs/lake.md.",
  );

async function ended(client: AthenaClient, QueryExecutionId: string, signal: AbortSignal): Promise<number> {
  for (;;) {
    const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    const { State = "", StateChangeReason = "no reason given" } = QueryExecution?.Status ?? {};
    if (State === "SUCCEEDED") return QueryExecution?.Statistics?.DataScannedInBytes ?? 0;
    if (State === "FAILED" || State === "CANCELLED") throw failedQuery(State, StateChangeReason);
    await sleep(askAgainMs, undefined, { signal });
  }
}

async function resultRows(client: AthenaClient, QueryExecutionId: string): Promise<LakeRows> {
  const rows: (string | null)[][] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new GetQueryResultsCommand({ QueryExecutionId, NextToken }));
    for (const { Data = [] } of page.ResultSet?.Rows ?? [])
      rows.push(Data.map(({ VarCharValue }) => VarCharValue ?? null));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  // The first row has the names.
  const [columns = [], ...others] = rows;
  return { columns: columns.map((name) => name ?? ""), rows: others };
}

/**
 * Asks the lake of a deployed bus in Athena. An interrupted query is stopped: it would go on, and cost.
 * @throws BridgeError `aws-failed` where AWS or the query fails
 */
export function askAthena(
  client: AthenaClient,
  { database, workgroup }: Pick<LakeNames, "database" | "workgroup">,
  { sql, values }: LakeQuestion,
  signal: AbortSignal,
): Promise<AthenaAnswer> {
  return askAws(lakePurpose, async () => {
    const started = await client.send(
      new StartQueryExecutionCommand({
        QueryString: sql,
        QueryExecutionContext: { Database: database },
        WorkGroup: workgroup,
        ...(values.length > 0 && { ExecutionParameters: values.map(parameterLiteral) }),
      }),
    );
    const { QueryExecutionId = "" } = started;
    try {
      const scannedBytes = await ended(client, QueryExecutionId, signal);
      return { ...(await resultRows(client, QueryExecutionId)), scannedBytes };
    } catch (error) {
      if (signal.aborted) await client.send(new StopQueryExecutionCommand({ QueryExecutionId }));
      throw error;
    }
  });
}

/** A client of Athena. */
export const athenaClient = (settings: {
  readonly region?: string;
  readonly profile?: string;
}): AthenaClient => new AthenaClient(settings);
