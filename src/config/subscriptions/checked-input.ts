import type { SubscriptionInput, SubscriptionTarget } from "../../core/subscription.ts";
import { refuseConfig } from "../refuse-config.ts";
import type { SubscriptionConfig } from "../subscription-config.ts";

/** EventBridge: variables of an input transformer, and characters of its template. */
const inputLimits = { paths: 100, template: 8_192 } as const;

const isPath = (path: unknown): path is string =>
  typeof path === "string" && /^\$(\.|\[|$)/.test(path) && path.length <= 256;

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
  const unknown = used.find((name) => !name.startsWith("aws.") && !Object.hasOwn(paths, name));
  if (unknown !== undefined)
    refuseConfig(
      `${where} has <${unknown}> in the template of its input, but no path of that name.`,
      `Add it to paths: { ${unknown}: "$.detail…" }.`,
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
