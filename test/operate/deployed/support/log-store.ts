import { insightsRows, type StoredLine } from "./insights.ts";
import { type Answers, AwsRefusal } from "./recorded-aws.ts";

/** What has been asked of the logs. */
export interface AskedQuery {
  readonly groups: readonly string[];
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Log groups, and the answers of CloudWatch Logs for them. */
export interface LogStore {
  readonly answers: Answers;
  readonly queries: readonly AskedQuery[];
  readonly stopped: readonly string[];
  add(group: string, at: number, lines: readonly string[]): void;
}

/** An empty store. @param slow polls after which a query is complete; Infinity never is */
export function logStore(slow = 1): LogStore {
  const stored: StoredLine[] = [];
  const queries: AskedQuery[] = [];
  const stopped: string[] = [];
  const polls = new Map<string, number>();
  const answers: Answers = {
    StartQuery({ logGroupNames, startTime, endTime, queryString }) {
      const groups = logGroupNames as readonly string[];
      const text = String(queryString);
      if (text.length > 10_000) throw new AwsRefusal("InvalidParameterException", "queryString is too long");
      queries.push({ groups, text, from: Number(startTime), to: Number(endTime) });
      insightsRows(text, []);
      return { queryId: `query-${queries.length}` };
    },
    GetQueryResults({ queryId }) {
      const id = String(queryId);
      const count = (polls.get(id) ?? 0) + 1;
      polls.set(id, count);
      const query = queries[Number(id.slice("query-".length)) - 1];
      if (!query) throw new AwsRefusal("ResourceNotFoundException", "no such query");
      if (count < slow) return { results: [], statistics: { bytesScanned: 0 }, status: "Running" };
      const inRange = stored.filter(
        ({ group, at }) => query.groups.includes(group) && at >= query.from * 1_000 && at <= query.to * 1_000,
      );
      const bytesScanned = inRange.reduce((sum, { text }) => sum + text.length, 0);
      const results = insightsRows(query.text, inRange);
      const statistics = { recordsMatched: results.length, recordsScanned: inRange.length, bytesScanned };
      return { queryLanguage: "CWLI", results, statistics, status: "Complete" };
    },
    StopQuery({ queryId }) {
      stopped.push(String(queryId));
      return { success: true };
    },
    FilterLogEvents({ logGroupName, startTime, endTime }) {
      const events = stored
        .filter(
          ({ group, at }) =>
            group === logGroupName && at >= Number(startTime ?? 0) && at <= Number(endTime ?? Infinity),
        )
        .map(({ at, text }, index) => ({
          logStreamName: "2026/11/30/[$LATEST]1a2b",
          timestamp: at,
          message: `${text}\n`,
          ingestionTime: at + 500,
          eventId: `${at}-${index}-${text.length}`,
        }));
      return { events, searchedLogStreams: [] };
    },
  };
  return {
    answers,
    queries,
    stopped,
    add(group, at, lines) {
      stored.push(...lines.map((text) => ({ group, at, text })));
    },
  };
}
