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
import { keepAnswers } from "./keep-answers.ts";
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

/** It sends no samples to itself: what to do instead is said. */
const refuseSample = (context: DeployedContext): Pick<RunningBridge, "sample"> => ({
  async sample(source) {
    throw new BridgeError(
      "wrong-use",
      "A deployed bridge sends no samples to itself.",
      `Send one from here: npx hookbridge send ${source} --to ${urlBeforeHooks(context)}/hooks/${source}`,
    );
  },
});

/** How long what was read of a refused request is given again: nothing more becomes of it. */
const refusedFreshMs = 60_000;

/** One request and why it was refused. A page asks both, and each reading of the logs is charged. */
function requestsById(context: DeployedContext): Pick<RunningBridge, "request" | "explain"> {
  const kept = { freshMs: refusedFreshMs, keyOf: (id: string) => id, now: context.now };
  const request = keepAnswers({
    ...kept,
    ask: (id) => findRequest(context, id),
    isKept: (found) => found?.outcome === "refused",
  });
  // It keeps the bytes of no request: what is told stands on facts.
  const explain = keepAnswers({
    ...kept,
    ask: (id) => explainByFacts(context, id, request),
    isKept: (found) => found !== undefined,
  });
  return { request, explain };
}

/** A bridge whose stack has been found. */
export function deployedBridge(context: DeployedContext): RunningBridge {
  const { stream, close } = deployedStream(context);
  const followed = followedEvents();
  const kept = deployedEvents(context, followed);
  return {
    place: placeOfContext(context),
    overview: deployedOverview(context),
    ...deployedSources(context),
    requests: (query, accepted = false) => listRequests(context, query, accepted),
    ...requestsById(context),
    ...refuseSample(context),
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
