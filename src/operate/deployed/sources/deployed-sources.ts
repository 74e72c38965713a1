import { signaturesOf } from "../../../core/provider.ts";
import { describeSignature } from "../../../signatures/describe.ts";
import type { RunningBridge } from "../../bridge.ts";
import { sourceConditionOf } from "../../sources/source-condition.ts";
import { sourceSetup } from "../../sources/source-setup.ts";
import { stepsAtVendor } from "../../sources/steps-at-vendor.ts";
import type { SourceDetail, SourceRow } from "../../state.ts";
import type { DeployedContext } from "../context.ts";
import { keepAnswers } from "../keep-answers.ts";
import { busOfSource } from "./bus-of-source.ts";
import { lastRequests } from "./last-requests.ts";
import { secretCounts } from "./secret-counts.ts";
import { providersOfSources, type SourceProvider } from "./source-providers.ts";

/** URL of a source: the stack's output has all but its name. */
const hooksUrlOf = ({ stack }: DeployedContext, source: string): string =>
  `${stack.outputs.HooksUrl ?? ""}${source}`;

function detailOfSource(
  context: DeployedContext,
  row: SourceRow,
  { provider, deadlineSeconds }: SourceProvider,
): SourceDetail {
  const configured = context.config?.sources.get(row.name);
  const { accept, redact } = configured?.provider.id === row.provider.id ? configured : {};
  const command = `npx hookbridge secrets set ${row.name} --stage ${context.stage}`;
  return {
    ...row,
    steps: provider ? stepsAtVendor(provider, row.url, command) : [`Enter the URL ${row.url}`],
    signature: provider ? signaturesOf(provider).map(describeSignature) : [],
    ...(deadlineSeconds !== undefined && { deadlineSeconds }),
    ...(accept && { accept }),
    ...(redact && { redact }),
    ...(provider && { setup: sourceSetup(provider, undefined) }),
    ...(configured?.order !== undefined && { order: configured.order }),
    // Recorded requests are sent from here: `send --to` has their names.
    samples: [],
  };
}

/** The functions share the account's few calls a second to the store of secrets: it is not asked at every refresh of a page. */
const secretsFreshMs = 60_000;

/** The sources of a deployed bridge. */
export function deployedSources(context: DeployedContext): Pick<RunningBridge, "sources" | "source"> {
  const lastOf = lastRequests(context);
  const countsOfSources = keepAnswers({
    freshMs: secretsFreshMs,
    keyOf: (names: readonly string[]) => names.join(" "),
    ask: (names) => secretCounts(context, names),
    now: context.now,
  });

  async function rows(): Promise<readonly (readonly [SourceRow, SourceProvider])[]> {
    const providers = await providersOfSources(context);
    const names = [...providers.keys()];
    if (names.length === 0) return [];
    const [last, counts] = await Promise.all([lastOf(names), countsOfSources(names)]);
    return Array.from(providers, ([name, found]) => {
      const secrets = counts?.get(name);
      const state = { ...last.get(name), ...(secrets !== undefined && { secrets }) };
      const row: SourceRow = {
        name,
        provider: { id: found.id, name: found.name },
        bus: busOfSource(context, name, found.id),
        url: hooksUrlOf(context, name),
        condition: sourceConditionOf(found.provider, state, context.now()),
        ...state,
      };
      return [row, found] as const;
    });
  }

  return {
    sources: async () => (await rows()).map(([row]) => row),
    async source(name) {
      const found = (await rows()).find(([row]) => row.name === name);
      return found && detailOfSource(context, ...found);
    },
  };
}
