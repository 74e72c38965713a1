import { type Provider, signaturesOf } from "../../../core/provider.ts";
import { describeSignature } from "../../../signatures/describe.ts";
import type { RunningBridge } from "../../bridge.ts";
import { sourceConditionOf } from "../../sources/source-condition.ts";
import { sourceSetup } from "../../sources/source-setup.ts";
import { stepsAtVendor } from "../../sources/steps-at-vendor.ts";
import type { SecretMatches, SourceDetail, SourceRow } from "../../state.ts";
import type { DeployedContext } from "../context.ts";
import { sourceHours } from "../figures/source-hours.ts";
import { keepAnswers } from "../keep-answers.ts";
import { busOfSource } from "./bus-of-source.ts";
import { lastRequests } from "./last-requests.ts";
import { secretCounts } from "./secret-counts.ts";
import { secretMatchesOf } from "./secret-matches.ts";
import { providersOfSources, type SourceProvider } from "./source-providers.ts";

/** URL of a source: the stack's output has all but its name. */
const hooksUrlOf = ({ stack }: DeployedContext, source: string): string =>
  `${stack.outputs.HooksUrl ?? ""}${source}`;

/** What a catalogue's verification was checked against, as its recorded requests say. They are read only when somebody looks. */
async function evidenceOfProvider(provider: Provider): Promise<string | undefined> {
  const [{ readFixtures }, { catalogueRequests }, { evidence }, { strongestWitness }] = await Promise.all([
    import("../../../recorded/fixtures.ts"),
    import("../../../recorded/request-files.ts"),
    import("../../../recorded/witness.ts"),
    import("../../catalogue/strongest-witness.ts"),
  ]);
  const { fixtures } = readFixtures(catalogueRequests(provider.id));
  const witness = strongestWitness(fixtures.map(({ witness: one }) => one));
  return witness && `${evidence[witness.kind]}: ${witness.by}`;
}

/** What is known of a source beside its row. */
interface SourceParts {
  readonly row: SourceRow;
  readonly found: SourceProvider;
  readonly secretUse: SecretMatches | undefined;
}

async function detailOfSource(
  context: DeployedContext,
  { row, found: { provider, deadlineSeconds }, secretUse }: SourceParts,
): Promise<SourceDetail> {
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
    ...(provider && { setup: sourceSetup(provider, await evidenceOfProvider(provider)) }),
    ...(secretUse && { secretUse }),
    ...(configured?.order !== undefined && { order: configured.order }),
    // Recorded requests are sent from here: `send --to` has their names.
    samples: [],
  };
}

/** The functions share the account's few calls a second to the store of secrets: it is not asked at every refresh of a page. */
const secretsFreshMs = 60_000;

/** Metrics have one figure a minute, and each that is asked for is charged. */
const hoursFreshMs = 60_000;

/** The sources of a deployed bridge. */
export function deployedSources(context: DeployedContext): Pick<RunningBridge, "sources" | "source"> {
  const lastOf = lastRequests(context);
  const countsOfSources = keepAnswers({
    freshMs: secretsFreshMs,
    keyOf: (names: readonly string[]) => names.join(" "),
    ask: (names) => secretCounts(context, names),
    now: context.now,
  });
  const hoursOfSources = keepAnswers({
    freshMs: hoursFreshMs,
    keyOf: (names: readonly string[]) => names.join(" "),
    ask: (names) => sourceHours(context, names),
    now: context.now,
  });
  const matchesOfSource = keepAnswers({
    freshMs: hoursFreshMs,
    keyOf: ({ name, storedAt }: { readonly name: string; readonly storedAt: number }) =>
      `${name} ${storedAt}`,
    ask: ({ name, storedAt }) => secretMatchesOf(context, name, storedAt),
    now: context.now,
  });

  async function rows(): Promise<readonly (readonly [SourceRow, SourceProvider])[]> {
    const providers = await providersOfSources(context);
    const names = [...providers.keys()];
    if (names.length === 0) return [];
    const [last, counts, hours] = await Promise.all([
      lastOf(names),
      countsOfSources(names),
      hoursOfSources(names),
    ]);
    return Array.from(providers, ([name, found]) => {
      const secrets = counts?.get(name)?.count;
      const lastHour = hours?.get(name);
      const state = {
        ...last.get(name),
        ...(secrets !== undefined && { secrets }),
        ...(lastHour && { lastHour }),
      };
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
      const all = await rows();
      const [row, found] = all.find(([one]) => one.name === name) ?? [];
      if (!row || !found) return undefined;
      const storedAt = (await countsOfSources(all.map(([one]) => one.name)))?.get(name)?.storedAt;
      const secretUse = storedAt === undefined ? undefined : await matchesOfSource({ name, storedAt });
      return detailOfSource(context, { row, found, secretUse });
    },
  };
}
