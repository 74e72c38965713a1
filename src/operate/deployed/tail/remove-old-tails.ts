import { ListRulesCommand } from "@aws-sdk/client-eventbridge";
import {
  DeleteQueueCommand,
  ListQueueTagsCommand,
  paginateListQueues,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { askAws } from "../ask-aws.ts";
import { type DeployedBus, type DeployedContext, eventBridgeOf } from "../context.ts";
import { queueNameInUrl } from "../figures/queue-depth.ts";
import { busTail, removeTailRule } from "./bus-tail.ts";
import { aliveTag, goneAfterMs, tailPrefix, tailStart } from "./tail-names.ts";

/** A queue that was made to follow a bus. */
interface TailQueue {
  readonly sqs: SQSClient;
  readonly url: string;
  readonly start: number;
}

/** What was removed, by the names in AWS. */
export interface RemovedTails {
  readonly rules: readonly string[];
  readonly queues: readonly string[];
}

/** Buses on which this account makes rules. */
export const ownAccountBuses = ({ buses, account }: DeployedContext): readonly DeployedBus[] =>
  buses.filter((bus) => bus.account === account);

/** Queues of followers in every region with a bus. */
async function tailQueues(context: DeployedContext): Promise<readonly TailQueue[]> {
  const { clients, region, stackName } = context;
  const regions = new Set([region, ...ownAccountBuses(context).map((bus) => bus.region)]);
  const found: TailQueue[] = [];
  for (const each of regions) {
    const sqs = each === region ? clients.sqs : clients.sqsIn(each);
    const pages = paginateListQueues(
      { client: sqs, pageSize: 1_000 },
      { QueueNamePrefix: tailPrefix(stackName) },
    );
    for await (const { QueueUrls = [] } of pages)
      for (const url of QueueUrls) {
        const start = tailStart(stackName, queueNameInUrl(url));
        if (start !== undefined) found.push({ sqs, url, start });
      }
  }
  return found;
}

/** When a queue's follower gave its last sign. A queue that has just been removed gives none. */
async function lastSign({ sqs, url, start }: TailQueue): Promise<number> {
  const { Tags = {} } = await sqs.send(new ListQueueTagsCommand({ QueueUrl: url }));
  const alive = Number(Tags[aliveTag]);
  return Number.isFinite(alive) ? Math.max(alive, start) : start;
}

/** Names of followers' rules on a bus, with the time at which each began. */
async function tailRules(
  context: DeployedContext,
  bus: DeployedBus,
): Promise<readonly { readonly name: string; readonly start: number }[]> {
  const { stackName } = context;
  const events = eventBridgeOf(context, bus);
  const found: { readonly name: string; readonly start: number }[] = [];
  let NextToken: string | undefined;
  do {
    const { Rules = [], NextToken: next } = await events.send(
      new ListRulesCommand({
        EventBusName: bus.busName,
        NamePrefix: tailPrefix(stackName),
        ...(NextToken !== undefined && { NextToken }),
      }),
    );
    for (const { Name = "" } of Rules) {
      const start = tailStart(stackName, Name);
      if (start !== undefined) found.push({ name: Name, start });
    }
    NextToken = next;
  } while (NextToken !== undefined);
  return found;
}

/**
 * Removes what followers left that ended without cleaning up: rules and queues without a sign of life for an hour. `tail`,
 * `console` and `doctor` do so when they begin.
 * @throws BridgeError `aws-failed`
 */
export function removeOldTails(context: DeployedContext): Promise<RemovedTails> {
  return askAws(`look for what earlier calls of tail left in ${context.stackName}`, async () => {
    const isGone = (sign: number): boolean => context.now() - sign > goneAfterMs;
    const queues = await tailQueues(context);
    const signs = await Promise.all(queues.map(lastSign));
    const alive = new Set(queues.flatMap(({ start }, at) => (isGone(signs[at] ?? start) ? [] : [start])));
    const rules: string[] = [];
    for (const bus of ownAccountBuses(context))
      for (const { name, start } of await tailRules(context, bus)) {
        if (alive.has(start) || !isGone(start)) continue;
        await removeTailRule(busTail(context, name, bus, 0));
        rules.push(`${bus.busName}/${name}`);
      }
    const removed = queues.filter(({ start }) => !alive.has(start));
    for (const { sqs, url } of removed) await sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
    return { rules, queues: removed.map(({ url }) => queueNameInUrl(url)) };
  });
}
