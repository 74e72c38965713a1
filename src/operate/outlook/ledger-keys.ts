import { dynamoLedger } from "../../aws/stores/dynamodb.ts";
import type { OutlookConfig } from "./letter-prospect.ts";

type LedgerArguments = Parameters<typeof dynamoLedger>;

/** The deduplication keys in a ledger, as `publish` reads them. */
export const ledgerKeys = (
  client: LedgerArguments[0],
  table: string,
  now: LedgerArguments[2],
): OutlookConfig["published"] => dynamoLedger(client, table, now).published;
