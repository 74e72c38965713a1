import type { Provider } from "../../../core/provider.ts";
import { factTable } from "../provider-facts.ts";
import { type AwsFit, type AwsVerdict, awsFit } from "./aws-webhook-fit.ts";

const verdictWords: Readonly<Record<AwsVerdict, string>> = {
  yes: "yes",
  "by hand": "after a change of the secret",
  perhaps: "perhaps, or in part",
  no: "no",
};

function detailsOf({ verdict, reasons, settings }: AwsFit): string {
  const obstacles = reasons.join("; ");
  if (verdict === "no") return obstacles;
  return obstacles === "" ? `${settings}` : `${settings}. But: ${obstacles}`;
}

/** The part of docs/aws-webhook-sources.md on all providers: how many AWS's own sources could take, which, and why not. */
export function awsWebhookTable(providers: readonly Provider[]): string {
  const rows = [...providers]
    .sort((one, other) => one.name.localeCompare(other.name))
    .map((provider) => ({ provider, fit: awsFit(provider) }));
  const count = (verdict: AwsVerdict): number => rows.filter(({ fit }) => fit.verdict === verdict).length;
  const counts = (Object.keys(verdictWords) as AwsVerdict[]).map(
    (verdict) => `${verdictWords[verdict]}: ${count(verdict)}`,
  );
  const table = factTable(
    ["vendor", "with AWS's own", "how, or why not"],
    rows.map(({ provider: { id, name }, fit }) => [
      `[${name}](providers/${id}.md)`,
      verdictWords[fit.verdict],
      detailsOf(fit),
    ]),
  );
  return `${rows.length} providers. ${counts.join("; ")}.\n\n${table}`;
}
