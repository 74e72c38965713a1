import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Provider, signaturesOf } from "../core/provider.ts";

/** Kinds of evidence, the strongest first, and what the table calls them. */
export const evidence = {
  "vendor-sdk": "vendor's SDK",
  published: "vendor's published example",
  captured: "captured delivery",
  "third-party": "third party's verifier",
  documentation: "documentation only",
} as const;

type Witness = keyof typeof evidence;

/** The strongest evidence among a provider's fixtures. */
export function evidenceOf(fixtures: string, id: string): string {
  const names = readdirSync(join(fixtures, id), { encoding: "utf8" }).filter((name) =>
    name.endsWith(".json"),
  );
  const kinds = new Set(
    names.map((name) => JSON.parse(readFileSync(join(fixtures, id, name), "utf8")).witness.kind as Witness),
  );
  const best = (Object.keys(evidence) as Witness[]).find((kind) => kinds.has(kind));
  return best ? evidence[best] : "none";
}

function schemesOf(provider: Provider): string {
  const names = signaturesOf(provider).map(({ scheme, variant }) =>
    variant ? `${scheme} (${variant})` : scheme,
  );
  return [...new Set(names)].join(", ");
}

/** One row for each provider: name, scheme, handshakes, evidence. */
export function providerTable(providers: readonly Provider[], fixtures: string): string {
  const rows = providers.map((provider) => {
    const handshakes = provider.handshakes?.map(({ name }) => name).join(", ") || "–";
    return `| [${provider.name}](${provider.docs}) | \`${provider.id}\` | ${schemesOf(provider)} | ${handshakes} | ${evidenceOf(fixtures, provider.id)} |`;
  });
  return ["| provider | id | verified by | handshakes | evidence |", "|---|---|---|---|---|", ...rows].join(
    "\n",
  );
}

/** The text with what stands between the two markers of that name replaced. */
export function replaceSection(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- begin ${name} (npm run gen) -->`, `<!-- end ${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`no section "${name}"`);
  return `${text.slice(0, from + begin.length)}\n${content}\n${text.slice(to)}`;
}
