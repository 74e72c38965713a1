import { parseJson } from "../../core/json/json.ts";
import type { SubscriptionInput, SubscriptionTarget } from "../../core/subscription.ts";
import { refuseConfig } from "../refuse-config.ts";
import type { SubscriptionConfig } from "../subscription-config.ts";

/** EventBridge: variables of an input transformer, and characters of its template. */
const inputLimits = { paths: 100, template: 8_192 } as const;

/** Matches a JSON path: names after dots, and indexes or quoted names in brackets. */
const jsonPath = /^\$(?:\.{1,2}[^.[\]]+|\[(?:\d+|\*|'[^']*'|"[^"]*")\])*$/;

const isPath = (path: unknown): path is string =>
  typeof path === "string" && jsonPath.test(path) && path.length <= 256;

/** Matches what EventBridge has in a template without a path. */
const reservedName = /^aws\.events\.(?:rule-arn|rule-name|event|event\.json|event\.ingestion-time)$/;

/** Whether a template is JSON once it is filled in: EventBridge delivers nothing, and says nothing, where it is not. */
function isFilledJson(template: string): boolean {
  const plain = template.replaceAll(/"(?:[^"\\]|\\.)*"|<[A-Za-z0-9_.-]+>/g, '""');
  // A text may have several lines, each in quotation marks.
  return /^(?:\s*"")+\s*$/.test(plain) || parseJson(plain) !== undefined;
}

/** Targets that get events as they are: what reads them expects a whole event. */
const wholeEvents: Partial<Record<SubscriptionTarget["kind"], string>> = {
  function: "Read the part in the function: eventsOf() of hookbridge/consumer gives whole events.",
  forward: "EventBridge transforms nothing for a bus: let a rule of that bus do it.",
};

function checkInputTemplate(where: string, template: string, paths: Readonly<Record<string, unknown>>): void {
  const names = Object.keys(paths);
  if (names.length > inputLimits.paths || template.length > inputLimits.template)
    refuseConfig(
      `${where} has an input of ${names.length} paths and ${template.length} characters.`,
      `EventBridge takes ${inputLimits.paths} and ${inputLimits.template}.`,
    );
  const unfit = names.find(
    (name) => !/^[A-Za-z0-9_-]+$/.test(name) || /^aws/i.test(name) || !isPath(paths[name]),
  );
  if (unfit !== undefined)
    refuseConfig(
      `${where} has the path ${unfit}: ${JSON.stringify(paths[unfit])} in its input.`,
      'Name it with letters and digits, and write the path as "$.detail.subject".',
    );
  const used = Array.from(template.matchAll(/<([A-Za-z0-9_.-]+)>/g), ([, name = ""]) => name);
  const unknown = used.find((name) => !reservedName.test(name) && !Object.hasOwn(paths, name));
  if (unknown !== undefined)
    refuseConfig(
      `${where} has <${unknown}> in the template of its input, but no path of that name.`,
      unknown.startsWith("aws.")
        ? "EventBridge has aws.events.rule-arn, .rule-name, .event, .event.json and .event.ingestion-time."
        : `Add it to paths: { ${unknown}: "$.detail…" }.`,
    );
  if (!isFilledJson(template))
    refuseConfig(
      `${where} has an input whose template is no JSON: EventBridge would deliver nothing.`,
      `Put a text into quotation marks of its own ('"… <name> …"'), or write an object: '{ "name": <name> }'.`,
    );
}

/** What the target gets in place of the event; undefined where it gets the event. */
export function checkedInput(
  where: string,
  { input }: SubscriptionConfig<string>,
  kind: SubscriptionTarget["kind"],
): SubscriptionInput | undefined {
  if (input === undefined) return undefined;
  const whole = wholeEvents[kind];
  if (whole !== undefined) refuseConfig(`${where} has \`input\`, which \`${kind}\` can't have.`, whole);
  if (isPath(input)) return { path: input };
  if (typeof input !== "object" || input === null || typeof input.template !== "string")
    return refuseConfig(
      `${where} has ${JSON.stringify(input)} as \`input\`.`,
      'Write a JSON path ("$.detail") or { template: "…", paths: { … } }.',
    );
  const { template, paths = {} } = input;
  checkInputTemplate(where, template, paths);
  return { template, paths };
}
