import { policyChanges, shortText } from "../../stack/compare/policy-changes.ts";
import type {
  ChangedResource,
  RemovedResource,
  TemplateChanges,
} from "../../stack/compare/template-changes.ts";
import type { ValueChange } from "../../stack/compare/value-changes.ts";
import type { TemplateValue } from "../../stack/template.ts";
import { codeCell } from "./events-text.ts";

/** Properties whose values are too long to be read in a line. */
const tooLong = /^(?:DashboardBody|AlarmDescription|Body|RequestTemplates|QueryString)$/;

const valueText = (value: TemplateValue): string | undefined =>
  value === undefined ? undefined : shortText(value);

/** A change of a value in words: what a policy allows, or both values. */
function changeTexts({ path, before, after }: ValueChange): readonly string[] {
  const name = path.join(".");
  const policy = policyChanges(before, after);
  if (policy) {
    const lines = [
      ...policy.more.map((one) => `${name}: new is ${codeCell(one)}`),
      ...policy.less.map((one) => `${name}: gone is ${codeCell(one)}`),
    ];
    return lines.length > 0 ? lines : [`${name}: the same permissions in another order`];
  }
  if (path.some((step) => tooLong.test(step))) return [`${name} changes`];
  return [`${name}: ${codeCell(valueText(before))} → ${codeCell(valueText(after))}`];
}

function outputText([name, changes]: readonly [string, readonly ValueChange[]]): string {
  const whole = changes.find(({ path }) => path.length === 1);
  if (whole) return `- Output \`${name}\` is ${whole.before === undefined ? "new" : "gone"}`;
  return `- Output \`${name}\` has another value`;
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
  return [`- ${start}`, ...properties.flatMap(changeTexts).map((text) => `  - ${text}`)].join("\n");
}

const order = { yes: 0, maybe: 1, no: 2 } as const;

/** What changes in the resources of a stack, as Markdown: first what is lost. */
export function resourcesText({ added, removed, changed, outputs }: TemplateChanges): readonly string[] {
  const byWeight = changed.toSorted((one, other) => order[one.replaced] - order[other.replaced]);
  return [
    ...removed.map(removedText),
    ...byWeight.map(changedText),
    ...added.map((resource) => `- Added: ${resourceName(resource)}`),
    ...Object.entries(Object.groupBy(outputs, ({ path: [name = ""] }) => name)).map(([name, changes = []]) =>
      outputText([name, changes]),
    ),
  ];
}
