import { policyChanges, shortText } from "../../stack/compare/policy-changes.ts";
import type { ChangedResource, RemovedResource, TemplateChanges } from "../../stack/compare/template-changes.ts";
import type { ValueChange } from "../../stack/compare/value-changes.ts";
import type { TemplateValue } from "../../stack/template.ts";
import { cell } from "./events-text.ts";

/** Properties whose values are too long to be read in a line. */
const unreadable = /^(?:DashboardBody|Body|RequestTemplates|QueryString)$/;

const valueText = (value: TemplateValue): string | undefined =>
  value === undefined ? undefined : shortText(value);

/** A change of a value in words: what a policy allows, or both values. */
function changeText({ path, before, after }: ValueChange): string {
  const name = path.join(".");
  const policy = policyChanges(before, after);
  if (policy)
    return [
      ...policy.more.map((one) => `${name}: + \`${one}\``),
      ...policy.less.map((one) => `${name}: − \`${one}\``),
      ...(policy.more.length + policy.less.length === 0 ? [`${name}: in other words, the same permissions`] : []),
    ].join("; ");
  if (path.some((step) => unreadable.test(step))) return `${name} changes`;
  return `${name}: ${cell(valueText(before))} → ${cell(valueText(after))}`;
}

const resourceName = ({ id, type }: { readonly id: string; readonly type: string }): string =>
  `\`${id}\` (${type.replace("AWS::", "")})`;

function removedText(resource: RemovedResource): string {
  return `- **Removed**: ${resourceName(resource)}${resource.stays ? ", which stays in the account, outside of the stack" : ", which is deleted"}`;
}

function changedText(resource: ChangedResource): string {
  const { replaced, stays, because, properties } = resource;
  const formerOne = stays
    ? "a new one takes its place, and the former one stays in the account"
    : "a new one takes its place, and the former one is deleted with what is in it";
  const reason = because === undefined ? "" : `, because \`${because}\` is`;
  const start = {
    yes: `**Replaced${reason}**: ${resourceName(resource)}: ${formerOne}`,
    maybe: `**Perhaps replaced**, which CloudFormation decides: ${resourceName(resource)}`,
    no: `Changed: ${resourceName(resource)}`,
  }[replaced];
  return [`- ${start}`, ...properties.map((change) => `  - ${changeText(change)}`)].join("\n");
}

const order = { yes: 0, maybe: 1, no: 2 } as const;

/** What changes in the resources of a stack, as Markdown: first what is lost. */
export function resourcesText({ added, removed, changed, outputs }: TemplateChanges): readonly string[] {
  const byWeight = changed.toSorted((one, other) => order[one.replaced] - order[other.replaced]);
  return [
    ...removed.map(removedText),
    ...byWeight.map(changedText),
    ...added.map((resource) => `- Added: ${resourceName(resource)}`),
    ...outputs.map((change) => `- Output ${changeText({ ...change, path: change.path.slice(0, 1) })}`),
  ];
}
