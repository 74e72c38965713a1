import { BridgeError } from "../../../../core/errors.ts";
import type { BusRule } from "../../../../operate/deployed/subscriptions/read-bus-rules.ts";
import type {
  EventRecord,
  EventReplay,
  Replayed,
  ReplayRequest,
  RuleResult,
} from "../../../../operate/events.ts";
import { busOfArn } from "../../../aws/eventbridge/targets/target-service.ts";
import { ruleResults, rulesWithTargets } from "../../events/bus-rules.ts";
import type { EventFeed } from "../../events/event-feed.ts";
import type { IndexedEvent } from "../../journal/event-index.ts";
import type { BridgeParts } from "../bridge-parts.ts";
import { dataSize } from "./event-data.ts";

/** An event with its envelope. */
export const eventRecord = (event: IndexedEvent, feed: EventFeed): EventRecord => ({
  ...event.row,
  envelope: event.envelope ?? feed.envelope(event) ?? "{}",
});

/** The rules of a bus. @param bus its name in bridge.config.ts, or that of another bus of the same EventBridge */
export function busRules({ config, workspace }: BridgeParts, bus: string): Promise<readonly BusRule[]> {
  const { clients, resources } = workspace;
  return rulesWithTargets(clients.eventbridge, config.buses.has(bus) ? `${resources.busPrefix}${bus}` : bus);
}

/** What the rules of a bus did with an event on it. */
async function ruleResultsOn(parts: BridgeParts, event: IndexedEvent): Promise<readonly RuleResult[]> {
  const { feed } = parts.workspace;
  const record = eventRecord(event, feed);
  const rules = ruleResults(await busRules(parts, record.bus), record.envelope, feed.results(event));
  return parts.consumers.results(record.bus, rules, record);
}

/** Of a forwarded event, a rule that would send it to a further bus: EventBridge does not. */
const withoutFurtherBus = (rule: RuleResult): RuleResult => ({
  ...rule,
  targets: rule.targets.map((one) =>
    one.state === "unknown" && busOfArn(one.target) !== undefined
      ? { ...one, reason: "an event goes over one further bus only" }
      : one,
  ),
});

/** One event, with what the rules of each bus did with it. */
export async function findEvent(parts: BridgeParts, id: string): Promise<EventRecord | undefined> {
  const { feed } = parts.workspace;
  const event = parts.journal.events.find(id);
  if (!event) return undefined;
  const record = eventRecord(event, feed);
  const others = parts.journal.events.onOtherBuses(event);
  const [rules, size, ...forwarded] = await Promise.all([
    ruleResultsOn(parts, event),
    dataSize(parts, record.envelope),
    ...others.map(async (other) => {
      const { bus, at } = other.row;
      return { bus, at, rules: (await ruleResultsOn(parts, other)).map(withoutFurtherBus) };
    }),
  ]);
  return { ...record, ...size, rules, ...(forwarded.length > 0 && { forwarded }) };
}

/** The ARN of a rule of a bus. @throws BridgeError `wrong-use` */
async function ruleArnOf(
  parts: BridgeParts,
  bus: string,
  name: string | undefined,
): Promise<string | undefined> {
  if (name === undefined) return undefined;
  const rules = await busRules(parts, bus);
  const rule = rules.find((one) => one.name === name);
  if (rule) return rule.arn;
  const names = rules.map((one) => one.name).join(", ") || "none";
  throw new BridgeError(
    "wrong-use",
    `The bus ${bus} has no rule "${name}"; it has: ${names}.`,
    "Name one of these, or leave --subscription out for all rules.",
  );
}

const newReplay = (): string => `replay-${crypto.randomUUID()}`;

/** Puts an event on its bus again, for one rule or for all. */
export async function putEventAgain(
  parts: BridgeParts,
  id: string,
  { subscription, dryRun }: EventReplay,
): Promise<Replayed | undefined> {
  const event = parts.journal.events.find(id);
  if (!event) return undefined;
  const replay = newReplay();
  const rule = await ruleArnOf(parts, event.row.bus, subscription);
  if (!dryRun) await parts.workspace.feed.putAgain([event], replay, rule);
  return { replay, events: 1 };
}

/** @throws BridgeError `wrong-use` for a bus that is not in the configuration */
export function knownBus({ config }: BridgeParts, bus: string): void {
  if (config.buses.has(bus)) return;
  throw new BridgeError(
    "wrong-use",
    `There is no bus "${bus}"; there are: ${[...config.buses.keys()].join(", ")}.`,
    "Name one of these: --bus",
  );
}

/** Says what a deployed bridge could not do. */
function replayNote({ config }: BridgeParts, bus: string): { readonly note?: string } {
  const { archiveDays = 0 } = config.buses.get(bus) ?? {};
  return archiveDays > 0
    ? {}
    : {
        note: `The bus ${bus} has no archive: only here are all events kept. A deployed bridge replays from an archive, which \`archiveDays\` makes.`,
      };
}

/** Puts the events of a range on their bus again, in the order in which they were put first. */
export async function replayRange(parts: BridgeParts, order: ReplayRequest): Promise<Replayed> {
  const { bus, subscription, dryRun } = order;
  knownBus(parts, bus);
  const rule = await ruleArnOf(parts, bus, subscription);
  const chosen = parts.journal.events.toReplay(order);
  const replay = newReplay();
  if (!dryRun && chosen.length > 0) await parts.workspace.feed.putAgain(chosen, replay, rule);
  return { replay, events: chosen.length, ...replayNote(parts, bus) };
}
