import type { ListQuery, Page } from "../../../lists.ts";
import type { RequestRow } from "../../../requests.ts";
import type { DeployedContext } from "../../context.ts";
import { type FoundRows, foundPage } from "./found-page.ts";
import { type ListPlan, planList } from "./list-plan.ts";
import { type ListRange, rangeOf } from "./list-range.ts";
import { newestRequests } from "./newest-requests.ts";
import { searchRequests } from "./search-requests.ts";

const nothingFound: FoundRows<RequestRow> = { rows: [], rest: undefined, complete: true, bytesScanned: 0 };

const readPlan = (
  context: DeployedContext,
  plan: ListPlan,
  range: ListRange,
  signal: AbortSignal | undefined,
): Promise<FoundRows<RequestRow>> =>
  (plan.way === "newest" ? newestRequests : searchRequests)(context, plan, range, signal);

/**
 * A page of requests out of the logs of both functions.
 * @throws BridgeError `wrong-use` for a filter that the logs have nothing for, `aws-failed`
 */
export async function listRequests(
  context: DeployedContext,
  query: ListQuery,
  accepted: boolean,
  signal?: AbortSignal,
): Promise<Page<RequestRow>> {
  const plan = planList(query, accepted);
  const range = rangeOf(query, context.now());
  const found = plan ? await readPlan(context, plan, range, signal) : nothingFound;
  return foundPage(context, query, range, found);
}
