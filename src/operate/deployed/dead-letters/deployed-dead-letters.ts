import { isFifoQueue, letterFacts } from "../../../aws/dead-letters/letter.ts";
import type { LetterAction } from "../../../aws/dead-letters/letter-choice.ts";
import { type OrderOptions, runOrder } from "../../../aws/dead-letters/letter-order.ts";
import { lookThrough } from "../../../aws/dead-letters/look-through.ts";
import { orderNote, sumOfLooks } from "../../../aws/dead-letters/order-note.ts";
import { previewOrder } from "../../../aws/dead-letters/preview-order.ts";
import { LetterGroups } from "../../../core/dead-letters/letter-groups.ts";
import { letterRemedy } from "../../../core/dead-letters/letter-remedy.ts";
import { BridgeError } from "../../../core/errors.ts";
import type { DeadLetterQuery, RunningBridge } from "../../bridge.ts";
import type {
  DeadLetterDetail,
  DeadLetterFilter,
  Following,
  LetterOrder,
  LetterResult,
} from "../../dead-letters.ts";
import { askAws } from "../ask-aws.ts";
import { type DeployedContext, refuseUnlessWriting } from "../context.ts";
import { letterListPage } from "./letter-list.ts";
import { LetterLooks } from "./letter-looks.ts";
import { ownQueues, type PlacedQueue, queuesOfSubscription, subscriptionQueues } from "./placed-queues.ts";

/** What is looked at, and what can't be. */
interface ChosenQueues {
  readonly placed: readonly PlacedQueue[];
  readonly unseen?: string | undefined;
}

const ofNames = (queues: readonly PlacedQueue[], { queue }: DeadLetterFilter): readonly PlacedQueue[] =>
  queue === undefined ? queues : queues.filter((each) => queue.includes(each.queue.name));

/** The bridge's own queues and those of all subscriptions. Where the rules may not be read, only the former, and that is said. */
async function allQueues(context: DeployedContext, filter: DeadLetterFilter = {}): Promise<ChosenQueues> {
  const own = ownQueues(context);
  const isOwn = (name: string): boolean => own.some(({ queue }) => queue.name === name);
  if (filter.queue?.every(isOwn)) return { placed: ofNames(own, filter) };
  try {
    return { placed: ofNames([...own, ...(await subscriptionQueues(context))], filter) };
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    return { placed: ofNames(own, filter), unseen: `Without those of subscriptions: ${error.message}` };
  }
}

const queuesOfQuery = async (context: DeployedContext, query: DeadLetterQuery): Promise<ChosenQueues> =>
  query.subscription === undefined
    ? allQueues(context, query)
    : { placed: ofNames(await queuesOfSubscription(context, query.subscription), query) };

/** The queues of an order. @throws BridgeError `wrong-use` where there is none, or none that it can be done with */
async function queuesOfOrder(
  context: DeployedContext,
  action: LetterAction,
  { filter, subscription }: LetterOrder,
): Promise<readonly PlacedQueue[]> {
  const all =
    subscription === undefined ? ownQueues(context) : await queuesOfSubscription(context, subscription);
  const chosen = ofNames(all, filter);
  const possible =
    action === "discard" ? chosen : chosen.filter(({ queue }) => queue.sourceUrl !== undefined);
  if (possible.length > 0) return possible;
  const [first] = chosen;
  if (first)
    throw new BridgeError(
      "wrong-use",
      `The dead letters in ${first.queue.name} can't be sent back: EventBridge left them there, and no queue has sent them.`,
      `Replay their time for the rule: npx hookbridge replay --stage ${context.stage} --subscription <rule> --from <time> --to <time>`,
    );
  throw new BridgeError(
    "wrong-use",
    all.length === 0
      ? `${subscription ?? context.stackName} has no dead-letter queue.`
      : `There is no such dead-letter queue; there are ${all.map(({ queue }) => queue.name).join(", ")}.`,
    `npx hookbridge dead-letters list --stage ${context.stage} shows what there is.`,
  );
}

/** Why nothing is said of what would become of the letters. */
const noOutlook =
  "What would become of them is known to the stage alone: it has its own version of the bridge, of bridge.config.ts and of the ledger.";

/** @throws BridgeError `wrong-use` for what needs an outlook */
function refuseLeaving({ leaveFailing = false }: LetterOrder, stage: string): void {
  if (!leaveFailing) return;
  throw new BridgeError(
    "wrong-use",
    "Which letters would fail again is not known of a deployed bridge.",
    `Choose them by code or source: npx hookbridge dead-letters list --by-cause --stage ${stage}`,
  );
}

/** Runs an order. All queues of one order are in one region. */
async function executeOrder(
  context: DeployedContext,
  action: LetterAction,
  order: LetterOrder,
  { signal, onProgress }: Following = {},
): Promise<LetterResult> {
  const placed = await queuesOfOrder(context, action, order);
  const queues = placed.map(({ queue }) => queue);
  const options: OrderOptions = {
    sqs: placed[0]?.sqs ?? context.clients.sqs,
    now: context.now,
    action,
    filter: order.filter,
    perSecond: order.perSecond,
    signal,
    onProgress,
  };
  const [end, looked] = await askAws(`${action} dead letters`, async () => {
    if (!order.dryRun) return [await runOrder(queues, options), undefined] as const;
    const preview = await previewOrder(queues, options);
    return [preview, sumOfLooks(preview.looks, queues.some(isFifoQueue))] as const;
  });
  const note = [orderNote(end), looked?.note].filter((part) => part !== undefined).join(" ");
  const { matched, done, failed, passedOver, groups, stopped } = end;
  const forward = action === "redrive" && order.dryRun ? { outlookNote: noOutlook } : {};
  return { matched, done, failed, passedOver, groups, stopped, ...(note !== "" && { note }), ...forward };
}

/** One letter with its text: the queues are looked through until it comes. A payload in S3 stays there. */
async function findLetter(context: DeployedContext, id: string): Promise<DeadLetterDetail | undefined> {
  const { placed } = await allQueues(context);
  let found: DeadLetterDetail | undefined;
  for (const { sqs, queue } of placed) {
    await lookThrough(queue, {
      sqs,
      now: context.now,
      most: Number.POSITIVE_INFINITY,
      visit(letter) {
        if (letter.message.MessageId !== id) return false;
        const facts = letterFacts(letter);
        found = {
          ...facts,
          remedy: letterRemedy(facts.code, facts.queue),
          message: letter.message.Body ?? "",
        };
        return true;
      },
    });
    if (found) return found;
  }
  return undefined;
}

/**
 * The dead letters of a deployed bridge. SQS has no way to look at a queue: letters are received and hidden for a moment, one look at a time, and a
 * list says how much of the queues it saw.
 */
export function deployedDeadLetters(
  context: DeployedContext,
): Pick<RunningBridge, "deadLetters" | "deadLetter" | "deadLetterGroups" | "redrive" | "discard"> {
  const looks = new LetterLooks(context);
  const execute = (action: LetterAction, order: LetterOrder, following?: Following): Promise<LetterResult> =>
    looks.alone(() => executeOrder(context, action, order, following));
  return {
    async deadLetters(query) {
      const { before, after, limit, subscription, ...filter } = query;
      const continued = before !== undefined || after !== undefined;
      const key = JSON.stringify([subscription, filter]);
      const look = await looks.look(
        () => queuesOfQuery(context, query),
        filter,
        continued ? { key } : { key, anew: true },
      );
      return letterListPage(look, {
        ...(before && { before }),
        ...(after && { after }),
        ...(limit && { limit }),
      });
    },
    deadLetter: (id) => looks.alone(() => askAws("look for a dead letter", () => findLetter(context, id))),
    async deadLetterGroups() {
      const { rows } = await looks.look(() => allQueues(context), {}, { key: "all", anew: true });
      const groups = new LetterGroups();
      for (const row of rows) groups.add(row);
      return groups.list();
    },
    async redrive(order, following) {
      refuseLeaving(order, context.stage);
      if (!order.dryRun) refuseUnlessWriting(context, "A redrive");
      return execute("redrive", order, following);
    },
    async discard(order, following) {
      if (!order.dryRun) refuseUnlessWriting(context, "Discarding dead letters");
      return execute("discard", order, following);
    },
  };
}
