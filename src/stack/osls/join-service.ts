import { BridgeError } from "../../core/errors.ts";
import { ids } from "../deployment.ts";
import type { OslsService } from "./service.ts";

/** The parts of the user's service that the bridge adds to. A list is joined by osls. */
export interface UserService {
  readonly provider?: Readonly<Record<string, unknown>>;
  readonly functions?: unknown;
  readonly resources?: unknown;
}

type Members = Readonly<Record<string, unknown>>;

/** Settings for the whole stack that come from bridge.config.ts, with the place for them there. */
const ownSettings: Readonly<Record<string, string>> = {
  stackName: "it is made of `name` and the stage",
  deploymentBucket: "set `deployment.deploymentBucket` there",
  deploymentPrefix: "it follows from `deployment.deploymentBucket` there",
};

const refuse = (what: string, remedy: string): never => {
  throw new BridgeError("config-invalid", `serverless.yml: ${what}`, remedy);
};

const isNamed = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The objects of a section, which may be one or a list of them. */
function sectionParts(section: string, value: unknown): readonly Members[] {
  const parts = (Array.isArray(value) ? value : [value]).filter(
    (part) => part !== undefined && part !== null,
  );
  return parts.map((part) =>
    isNamed(part)
      ? part
      : refuse(
          `\`${section}\` is ${JSON.stringify(part)}, which osls reads only after the bridge has added to it.`,
          "Write its members there, or use a variable that needs no call to AWS, such as ${file(…)}.",
        ),
  );
}

/** Names in one section of `resources`: logical ids, or names of outputs. */
const definedNames = (resources: readonly Members[], section: string): readonly string[] =>
  resources.flatMap((part) => (isNamed(part[section]) ? Object.keys(part[section]) : []));

/** osls makes a function's logical ids of its name, the first letter in upper case. */
const lambdaIdOf = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

function checkFunctions(ours: OslsService, functions: unknown): void {
  const taken = Object.keys(ours.functions).map(lambdaIdOf);
  const twice = sectionParts("functions", functions)
    .flatMap(Object.keys)
    .find((name) => taken.includes(lambdaIdOf(name)));
  if (twice !== undefined)
    refuse(
      `the function "${twice}" is one of the bridge's too.`,
      "Give it another name; what it does for the bridge is set in bridge.config.ts.",
    );
}

function checkResources({ resources }: OslsService, users: unknown): void {
  const parts = sectionParts("resources", users);
  const made = [ids.receive, ids.publish, ids.receiveLogs, ids.publishLogs];
  for (const [section, taken] of [
    ["Resources", [...Object.keys(resources.Resources), ...made]],
    ["Outputs", Object.keys(resources.Outputs)],
    ["Metadata", Object.keys(resources.Metadata)],
    ["extensions", Object.keys(resources.extensions ?? {})],
  ] as const) {
    const twice = definedNames(parts, section).find((name) => taken.includes(name));
    if (twice !== undefined)
      refuse(
        `\`resources.${section}\` has "${twice}", which is one of the bridge's too.`,
        section === "extensions"
          ? "Remove it; docs/configuration.md says how bridge.config.ts sets it."
          : "Give it another name.",
      );
  }
}

function checkSettings({ provider }: OslsService, users: Members): void {
  const own = Object.keys(ownSettings).find((name) => users[name] !== undefined);
  if (own !== undefined)
    refuse(
      `\`provider.${own}\` comes from bridge.config.ts.`,
      `Remove it from serverless.yml: ${ownSettings[own]}.`,
    );
  const tags = isNamed(provider.stackTags) ? provider.stackTags : {};
  const twice = Object.keys(isNamed(users.stackTags) ? users.stackTags : {}).find((name) => name in tags);
  if (twice !== undefined)
    refuse(`the stack's tag "${twice}" is set in bridge.config.ts too.`, "Remove one of the two.");
}

/**
 * What the plugin adds to the user's service.
 * @throws BridgeError `config-invalid` when both define a name: osls would merge the two, or drop one
 */
export function joinService(ours: OslsService, user: UserService): OslsService {
  checkSettings(ours, user.provider ?? {});
  checkFunctions(ours, user.functions);
  checkResources(ours, user.resources);
  return ours;
}
