import { BridgeError } from "../../core/errors.ts";
import type { RunningBridge } from "../bridge.ts";
import type { BridgePlace } from "../state.ts";
import type { DeployedContext } from "./context.ts";
import { deployedDeadLetters } from "./dead-letters/deployed-dead-letters.ts";
import { deployedPatterns } from "./deployed-patterns.ts";
import { deployedEvents } from "./events/deployed-events.ts";
import { followedEvents } from "./events/followed-events.ts";
import { explainByFacts } from "./facts/explain-by-facts.ts";
import { deployedOverview } from "./figures/overview.ts";
import { findRequest } from "./logs/find-request.ts";
import { listRequests } from "./logs/lists/list-requests.ts";
import { type ContextOptions, openContext } from "./open-context.ts";
import { deployedReplay } from "./replay/deployed-replay.ts";
import { deployedSources } from "./sources/deployed-sources.ts";
import { deployedSubscriptions } from "./subscriptions/deployed-subscriptions.ts";
import { deployedStream } from "./tail/deployed-stream.ts";

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
function notKept(context: DeployedContext): Pick<RunningBridge, "events" | "sample"> {
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
  const absent = notKept(context);
  const { stream, close } = deployedStream(context);
  const followed = followedEvents();
  const kept = deployedEvents(context, followed);
  return {
    place: placeOfContext(context),
    overview: deployedOverview(context),
    ...deployedSources(context),
    requests: (query, accepted = false) => listRequests(context, query, accepted),
    request: (id) => findRequest(context, id),
    // It keeps the bytes of no request: what is told stands on facts.
    explain: (id) => explainByFacts(context, id),
    ...absent,
    ...deployedDeadLetters(context),
    ...kept,
    ...deployedReplay(context, kept.event),
    ...deployedSubscriptions(context),
    ...deployedPatterns(context, followed),
    stream: (query) => followed.watch(stream(query)),
    async close() {
      try {
        await context.queries.end();
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
export async function openDeployedBridge(options: ContextOptions): Promise<RunningBridge> {
  return deployedBridge(await openContext(options));
}
