import { busAddresses } from "../../aws/buses/bus-addresses.ts";
import type { Bridge } from "../../config/define-bridge.ts";
import type { Clock } from "../../core/clock.ts";
import { ids } from "../../stack/deployment.ts";
import { askAws } from "./ask-aws.ts";
import { type DeployedClients, deployedClients, type OperatorAccess } from "./clients.ts";
import type { DeployedBus, DeployedContext, DeployedQueue } from "./context.ts";
import { openQueries } from "./logs/open-queries.ts";
import { type DeployedStack, physicalId, settingOf } from "./stack/deployed-stack.ts";
import { readStack } from "./stack/read-stack.ts";

/** Which deployed bridge, and with whose credentials. */
export interface ContextOptions extends OperatorAccess {
  readonly stage: string;
  /** `name` in bridge.config.ts. Default: that of `config`, or `hookbridge`. */
  readonly name?: string | undefined;
  /** True allows what changes something. */
  readonly write: boolean;
  /** bridge.config.ts, where it is at hand: what a source accepts and redacts, its bus, and own providers are only there. */
  readonly config?: Bridge | undefined;
  readonly now: Clock;
}

/** Parts of a stack's ARN: `arn:aws:cloudformation:eu-west-1:111122223333:stack/…`. */
interface StackPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

function placeOfStack({ arn }: DeployedStack): StackPlace {
  const [, partition = "aws", , region = "", account = ""] = arn.split(":");
  return { partition, region, account };
}

/** Buses of the stack, then existing ones. */
function deployedBusesOf(
  stack: DeployedStack,
  { partition, region, account }: StackPlace,
): readonly DeployedBus[] {
  const { nameOf } = busAddresses({
    busPrefix: settingOf(stack, "busPrefix") ?? "",
    busArns: settingOf(stack, "busArns"),
  });
  const { buses, existingBuses = {} } = stack.inventory;
  const own = Object.entries(buses).map(([name, archiveDays]): DeployedBus => {
    const busName = nameOf(name);
    const arn = `arn:${partition}:events:${region}:${account}:event-bus/${busName}`;
    return { name, busName, arn, region, account, own: true, archiveDays };
  });
  const existing = Object.entries(existingBuses).map(([name, arn]): DeployedBus => {
    const [, , , busRegion = region, busAccount = account] = arn.split(":");
    const busName = arn.slice(arn.indexOf("/") + 1);
    return { name, busName, arn, region: busRegion, account: busAccount, own: false, archiveDays: 0 };
  });
  return [...own, ...existing];
}

const contextQueueIds = [
  ["deliveries", ids.queue, ids.deadLetters],
  ["ordered", ids.orderedQueue, ids.orderedDeadLetters],
  ["buffer", ids.buffer, ids.bufferDeadLetters],
] as const;

const queuesIn = (stack: DeployedStack): readonly DeployedQueue[] =>
  contextQueueIds.flatMap(([name, queue, deadLetters]) => {
    const url = physicalId(stack, queue);
    const deadLetterUrl = physicalId(stack, deadLetters);
    return url && deadLetterUrl ? [{ name, url, deadLetterUrl }] : [];
  });

/** The region that the SDK takes: the one that is given, or that of the environment or the profile. */
const regionOf = (clients: DeployedClients): Promise<string> =>
  askAws("look for the bridge", () => clients.cloudFormation.config.region());

/**
 * Finds a deployed bridge.
 * @throws BridgeError `wrong-use` where there is no such bridge, `aws-failed`
 */
export async function openContext(options: ContextOptions): Promise<DeployedContext> {
  const { stage, config, write, now } = options;
  const name = options.name ?? config?.name ?? "hookbridge";
  const stackName = `${name}-${stage}`;
  const clients = deployedClients(options);
  try {
    const stack = await readStack(clients, stackName, await regionOf(clients));
    const place = placeOfStack(stack);
    return {
      name,
      stage,
      stackName,
      ...place,
      mayWrite: write,
      now,
      stack,
      config,
      buses: deployedBusesOf(stack, place),
      queues: queuesIn(stack),
      clients,
      queries: openQueries(),
    };
  } catch (error) {
    clients.destroy();
    throw error;
  }
}
