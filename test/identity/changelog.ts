import type { EventDifference, SourceChange } from "../../src/cli/diff/event-changes.ts";

/** How CHANGELOG.md calls what changes in events, in bold: `**Subject** of \`github\`, \`gitlab\``. */
const labels = {
  Type: /^type$/i,
  Ids: /^ids?$/i,
  Words: /^words$/i,
  Subject: /^subject$/i,
  Source: /^source$/i,
  Time: /^time$/i,
  Payload: /^payload$/i,
  "Deduplication keys": /^deduplication keys$/i,
  "Number of events": /^number of events$/i,
} as const satisfies Record<string, RegExp>;

type Label = keyof typeof labels;

const labelOf: Readonly<Record<EventDifference["what"], Label>> = {
  type: "Type",
  eventSource: "Type",
  detailType: "Type",
  bus: "Type",
  id: "Ids",
  entity: "Words",
  action: "Words",
  subject: "Subject",
  source: "Source",
  time: "Time",
  data: "Payload",
  key: "Deduplication keys",
  events: "Number of events",
  failure: "Number of events",
};

/** What consumers don't know yet of a request that was refused, they can't miss. */
const isNew = ({ what, after }: EventDifference): boolean => what === "failure" && after === undefined;

/** The section on events of the version that is not released yet. @throws where there is none */
export function eventsSection(changelog: string): string {
  const [, unreleased] = /^## Unreleased\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(changelog) ?? [];
  if (unreleased === undefined) throw new Error('CHANGELOG.md has no section "## Unreleased".');
  return /^### Events\n([\s\S]*?)(?=^### |(?![\s\S]))/m.exec(unreleased)?.[1] ?? "";
}

/** The providers that a section names after each label: all ids in backticks up to the next bold words or the next bullet. */
function named(section: string): ReadonlyMap<Label, ReadonlySet<string>> {
  const found = new Map<Label, Set<string>>();
  for (const [, bold = "", text = ""] of section.matchAll(
    /\*\*([^*]+)\*\*([\s\S]*?)(?=\*\*|^- |(?![\s\S]))/gm,
  ))
    for (const [label, pattern] of Object.entries(labels) as [Label, RegExp][])
      if (pattern.test(bold.replaceAll(/\s+/g, " "))) {
        const ids = found.get(label) ?? new Set<string>();
        for (const [, id = ""] of text.matchAll(/`([^`]+)`/g)) ids.add(id);
        found.set(label, ids);
      }
  return found;
}

/**
 * What a changelog must say of changed events and does not: a text for each label that can be pasted.
 * @param changes of the providers' recorded events since the last version
 * @param section the changelog's section on events
 */
export function unnamedChanges(changes: readonly SourceChange[], section: string): readonly string[] {
  const names = named(section);
  const missing = new Map<Label, string[]>();
  for (const { provider, differences, kind } of changes) {
    const changed = new Set(differences.filter((one) => !isNew(one)).map(({ what }) => labelOf[what]));
    if (kind === "removed") changed.add("Number of events");
    for (const label of changed)
      if (!names.get(label)?.has(provider)) missing.set(label, [...(missing.get(label) ?? []), provider]);
  }
  return Array.from(missing, ([label, ids]) => `**${label}** of ${ids.map((id) => `\`${id}\``).join(", ")}`);
}
