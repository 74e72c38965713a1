import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Bridge } from "../../config/define-bridge.ts";
import type { Clock } from "../../core/clock.ts";
import { BridgeError } from "../../core/errors.ts";
import { loadBridge } from "../../stack/bundle/load-bridge.ts";
import type { RunningBridge } from "../bridge.ts";
import type { BridgePlace } from "../state.ts";
import type { OperatorAccess } from "./clients.ts";
import type { DeployedContext } from "./context.ts";
import { deployedDeadLetters } from "./dead-letters/deployed-dead-letters.ts";
import { readOverview } from "./figures/overview.ts";
import { refusalReasons } from "./figures/refusal-reasons.ts";
import { findRequest } from "./logs/find-request.ts";
import { listRequests } from "./logs/list-requests.ts";
import { openContext } from "./open-context.ts";
import { deployedSources } from "./sources/deployed-sources.ts";
import { deployedSubscriptions } from "./subscriptions/deployed-subscriptions.ts";
import { deployedStream } from "./tail/deployed-stream.ts";

/** Which deployed bridge, and with whose credentials. */
export interface DeployedBridgeOptions extends OperatorAccess {
  readonly stage: string;
  /** `name` in bridge.config.ts; default: that of the file here. */
  readonly name?: string | undefined;
  /** True to allow what changes something. */
  readonly write: boolean;
  /** The configuration at hand. Default: bridge.config.ts in the current directory. */
  readonly configFile?: string;
  readonly now: Clock;
}

/** The configuration at hand; undefined where there is none. @throws BridgeError `config-invalid` */
async function configAtHand(file: string): Promise<Bridge | undefined> {
  const path = resolve(file);
  return existsSync(path) ? loadBridge(path) : undefined;
}

/** What vendors call, before `/hooks/`. */
const urlBeforeHooks = ({ stack }: DeployedContext): string =>
  (stack.outputs.HooksUrl ?? "").replace(/\/hooks\/$/, "");

function placeOfContext(context: DeployedContext): BridgePlace {
  const { name, stage, region, account, mayWrite, stack } = context;
  const { version } = stack;
  return {
    kind: "stage",
    name,
    stage,
    region,
    account,
    url: urlBeforeHooks(context),
    ...(version !== undefined && { version }),
    mayWrite,
  };
}

/** What a deployed bridge keeps nothing for, with what to do instead. */
function notKept(context: DeployedContext): Pick<RunningBridge, "events" | "event" | "sample"> {
  const { stage } = context;
  const noEvents = async (): Promise<never> => {
    throw new BridgeError(
      "wrong-use",
      "A deployed bridge keeps no events: its logs have only their numbers.",
      `Follow them as they come: npx hookbridge tail --stage ${stage}. Those of the past: npx hookbridge replay --stage ${stage}, from the archive of a bus.`,
    );
  };
  return {
    events: noEvents,
    event: noEvents,
    async sample(source) {
      throw new BridgeError(
        "wrong-use",
        "A deployed bridge sends no samples to itself.",
        `Send one from here: npx hookbridge send ${source} --to ${urlBeforeHooks(context)}/hooks/${source}`,
      );
    },
  };
}

/** A bridge whose stack has been found. */
export function deployedBridge(context: DeployedContext): RunningBridge {
  const reasons = refusalReasons(context);
  const { stream, close } = deployedStream(context);
  return {
    place: placeOfContext(context),
    overview: (range) => readOverview(context, range, reasons),
    ...deployedSources(context),
    requests: (query, accepted = false) => listRequests(context, query, accepted),
    request: (id) => findRequest(context, id),
    // A deployed bridge keeps the bytes of no request: findRequest's note says how to explain one whose bytes are at hand.
    explain: async () => undefined,
    ...notKept(context),
    ...deployedDeadLetters(context),
    ...deployedSubscriptions(context),
    stream,
    async close() {
      try {
        await close();
      } finally {
        context.clients.destroy();
      }
    },
  };
}

/**
 * The bridge that is deployed as a stage, over AWS with the user's own credentials.
 * @throws BridgeError `wrong-use` where there is no such bridge, `aws-failed`
 */
export async function openDeployedBridge(options: DeployedBridgeOptions): Promise<RunningBridge> {
  const { configFile = "bridge.config.ts", ...rest } = options;
  return deployedBridge(await openContext({ ...rest, config: await configAtHand(configFile) }));
}
