import type { Provider } from "../../core/provider.ts";
import { byCategory } from "./catalogue.ts";
import { evidence, type Witness } from "./evidence.ts";

/** How many providers have which kind of evidence, the strongest kind first. */
function evidenceLine(
  providers: readonly Provider[],
  witnessOf: (id: string) => Witness | undefined,
): string {
  const counts = Object.entries(evidence).map(([kind, title]) => {
    const count = providers.filter(({ id }) => witnessOf(id)?.kind === kind).length;
    return `${title} ${count}`;
  });
  return `Who vouches for the verification, at best: ${counts.join(", ")}.`;
}

/** A row for each category, with its providers; before it, what their verification rests on. */
export function providerTable(
  providers: readonly Provider[],
  witnessOf: (id: string) => Witness | undefined,
): string {
  const rows = byCategory(providers).map(([title, list]) => {
    const links = list.map(({ id, name }) => `[${name}](docs/providers.md#${id})`);
    return `| ${title} | ${links.join(", ")} |`;
  });
  const head = [evidenceLine(providers, witnessOf), "", `| ${providers.length} providers | |`, "|---|---|"];
  return [...head, ...rows].join("\n");
}

/** The text with what stands between the two markers of that name replaced. */
export function replaceSection(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- begin ${name} (npm run gen) -->`, `<!-- end ${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`no section "${name}"`);
  return `${text.slice(0, from + begin.length)}\n${content}\n${text.slice(to)}`;
}
