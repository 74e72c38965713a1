import { dirname, join, resolve } from "node:path";
import type { Bridge } from "../../../config/define-bridge.ts";
import { failingForMs } from "../bridge/rule-subscriptions.ts";
import { type Consumers, startConsumers } from "../consumers/consumers.ts";
import { keptPauses } from "../consumers/kept-pauses.ts";
import { noConsumers } from "../consumers/no-consumers.ts";
import { openConsumptions } from "../consumers/results/consumptions.ts";
import type { PreparedBridge } from "../prepare-bridge.ts";
import type { RuntimeOptions } from "../runtime-options.ts";
import { holdSeconds } from "./start-queues.ts";
import type { StopList } from "./stop-list.ts";

/** What runs the subscriptions of a configuration. */
export interface LocalConsumersOptions {
  readonly options: RuntimeOptions;
  readonly config: Bridge;
  readonly prepared: PreparedBridge;
  readonly onFailure: (error: unknown) => void;
}

/** Runs the subscriptions on this machine. */
export async function startLocalConsumers(
  { options, config, prepared, onFailure }: LocalConsumersOptions,
  started: StopList,
): Promise<Consumers> {
  const { workspace, journal } = prepared;
  const { clients, cloud, resources, feed, elsewhere } = workspace;
  const { subscriptions, buses } = config;
  if (elsewhere.some(({ service }) => service === "eventbridge"))
    return noConsumers([...subscriptions.keys()]);
  const directory = resolve(options.dataDirectory);
  const { now } = options;
  const consumptions = openConsumptions({
    file: join(directory, "consumptions.db"),
    now,
    onNoted: (seq) => journal.changes.append("consumed", String(seq)),
  });
  started.add(consumptions.close);
  const consumers = await startConsumers({
    clients,
    cloud,
    names: { region: cloud.region, account: resources.account, busPrefix: resources.busPrefix, buses },
    projectFolder: dirname(resolve(options.configFile)),
    bundleFolder: join(directory, "functions", "consumers"),
    consumptions,
    pauses: keptPauses(join(directory, "paused.json")),
    now,
    subscriptions,
    holdSeconds: cloud.embedded ? holdSeconds.embedded : holdSeconds.shared,
    onLine: options.onLine,
    onFailure,
    onLetter: ({ id }) => journal.changes.append("dead-letter", id),
    ruleDeliveries: (ruleArn) => feed.ruleDeliveries(ruleArn, now() - failingForMs),
    failuresSince: () => now() - failingForMs,
    onDelivery: feed.onDelivery,
    async replayInto(eventId, ruleArn) {
      const event = journal.events.find(eventId);
      if (!event) return false;
      await feed.putAgain([event], `redrive-${crypto.randomUUID()}`, ruleArn);
      return true;
    },
  });
  started.add(consumers.close);
  return consumers;
}
