import { signaturesOf } from "../../../core/provider.ts";
import { similarNames } from "../../../core/text/similar-names.ts";
import { secretsAs } from "../engine/context.ts";
import type { OtherSource } from "../engine/question.ts";
import type { Cause } from "../explanation.ts";
import type { ExplainedCase, ExplainStep } from "./step.ts";
import { foundCause, noResult } from "./step.ts";

const bareName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The sources that a name may mean, the likeliest first. */
function meantSources(
  name: string,
  sources: readonly OtherSource[],
  provider: string,
): readonly OtherSource[] {
  const same = sources.filter((one) => bareName(one.name) === bareName(name));
  const alike = similarNames(
    name.toLowerCase(),
    sources.map((one) => one.name),
  );
  const ranked = alike.flatMap((one) => sources.filter((source) => source.name === one));
  const vendors = sources.filter((one) => one.provider === provider);
  return [...new Set([...same, ...ranked, ...vendors, ...sources])];
}

/** Whether a request is right for another source, by that source's own provider. */
async function isRightFor({ context }: ExplainedCase, source: OtherSource): Promise<boolean> {
  const provider = context.catalogue.find(({ id }) => id === source.provider);
  if (!provider) return false;
  const judged = await context.judge({
    signatures: signaturesOf(provider),
    secrets: secretsAs(provider, source.secrets),
  });
  return judged.right;
}

/** The URL names no source. */
export const unknownSource: ExplainStep = async (one) => {
  const { context } = one;
  const { question, sourceName, provider } = context;
  const meant = meantSources(sourceName, question.otherSources, provider.id);
  for (const source of meant) {
    if (!(await isRightFor(one, source))) continue;
    return foundCause({
      cause: "source-unknown",
      proven: true,
      evidence: `There is no source ${sourceName}. It matches with the source ${source.name}.`,
      fix: `Correct the URL at ${provider.name}: it must end in /hooks/${source.name}.`,
      command: "npx hookbridge sources",
    });
  }
  const [like] = meant.filter(
    ({ name }) =>
      similarNames(sourceName.toLowerCase(), [name]).length > 0 || bareName(name) === bareName(sourceName),
  );
  return foundCause({
    cause: "source-unknown",
    proven: false,
    evidence: `There is no source ${sourceName}.${like ? ` The most similar name is ${like.name}.` : ""}`,
    fix: like
      ? `Correct the URL at ${provider.name}, probably to /hooks/${like.name}, or add the source and deploy it.`
      : `Add the source ${sourceName} to bridge.config.ts and deploy it, or correct the URL at ${provider.name}.`,
    command: "npx hookbridge sources",
  });
};

const vendorCause = ({ context, stray }: ExplainedCase, name: string, source: string | undefined): Cause => {
  const signs = stray?.signs.slice(0, 3).join(", ") ?? "";
  return {
    cause: "other-vendor",
    proven: source !== undefined,
    evidence:
      source === undefined
        ? `It looks like a request of ${name}${signs === "" ? "" : ` (${signs})`}, and the source ${context.sourceName} is for ${context.provider.name}.`
        : `It is a request of ${name}: it matches with the source ${source}, and the source ${context.sourceName} is for ${context.provider.name}.`,
    fix:
      source === undefined
        ? `Correct the URL at ${name}: it must end in the name of a source for ${name}.`
        : `Correct the URL at ${name}: it must end in /hooks/${source}.`,
    command: "npx hookbridge sources",
  };
};

/** A request of another vendor, which a source of that vendor takes. */
export const otherVendor: ExplainStep = async (one) => {
  const { context, stray } = one;
  for (const source of context.question.otherSources) {
    if (source.provider === context.provider.id || !(await isRightFor(one, source))) continue;
    const provider = context.catalogue.find(({ id }) => id === source.provider);
    const isPlainly = stray?.provider.id === source.provider;
    // With a token or password two vendors may share a form: then the request's marks decide.
    const ownFit = one.fits.find((fit) => fit.provider.id === context.provider.id)?.score ?? 0;
    const itsFit = one.fits.find((fit) => fit.provider.id === source.provider)?.score ?? 0;
    if (!isPlainly && ownFit > itsFit) continue;
    return foundCause(vendorCause(one, provider?.id ?? source.provider, source.name));
  }
  return noResult;
};

/** The vendor that a request plainly is of, without proof. */
export const likelyVendor = (one: ExplainedCase): Cause | undefined =>
  one.stray && vendorCause(one, one.stray.provider.id, undefined);
