import { basename, resolve } from "node:path";
import { BridgeError } from "../../core/errors.ts";
import type { Provider } from "../../core/provider.ts";
import { similarNames } from "../../core/text/similar-names.ts";
import * as catalogue from "../../providers/index.ts";

/** A provider of the catalogue, with the name under which `hookbridge/providers` exports it. */
export interface ChosenProvider {
  readonly exported: string;
  readonly id: string;
  readonly name: string;
}

/** What a new project is made of. */
export interface ProjectOptions {
  /** Of the project, its stacks and everything in them. */
  readonly name: string;
  readonly folder: string;
  readonly providers: readonly ChosenProvider[];
  readonly region: string;
  /** `owner/name` on GitHub, for the trust policy. */
  readonly repository?: string;
  /** The AWS account, for the trust policy. */
  readonly account?: string;
}

const refuseUse = (message: string, remedy: string): never => {
  throw new BridgeError("wrong-use", message, remedy);
};

/** The catalogue's providers by id. `custom` makes providers and is none. */
const byId = new Map(
  Object.entries(catalogue).flatMap(([exported, value]) => {
    if (!("id" in value)) return [];
    const { id, name } = value as Provider;
    return [[id, { exported, id, name }] as const];
  }),
);

/** The providers of these ids. @param text ids with commas or spaces between them */
export function chosenProviders(text: string): readonly ChosenProvider[] {
  const chosen = new Set(text.split(/[\s,]+/).filter(Boolean));
  if (chosen.size === 0) refuseUse("No vendor is named.", "Name one or more by their ids: github, stripe.");
  return Array.from(chosen, (wanted) => {
    const found = byId.get(wanted.toLowerCase());
    if (found) return found;
    const similar = similarNames(wanted.toLowerCase(), [...byId.keys()]);
    return refuseUse(
      `There is no provider "${wanted}".`,
      similar.length > 0
        ? `Similar ids: ${similar.join(", ")}.`
        : "docs/providers.md lists them. For a vendor that is not there: make the project with another one, then `npx hookbridge new-provider <id>`.",
    );
  });
}

/** The name of a project: that of its folder. osls and CloudFormation take letters, digits and hyphens. */
export function projectName(folder: string): string {
  const name = basename(resolve(folder)).toLowerCase();
  if (/^[a-z][a-z0-9-]{0,18}[a-z0-9]$/.test(name)) return name;
  return refuseUse(
    `"${name}" can't be the name of a project, because its stacks and buses begin with it.`,
    "Name the folder with 2 to 20 lower-case letters, digits and hyphens, a letter first: my-hooks.",
  );
}

/** A region as AWS names them. */
export function checkedRegion(region: string): string {
  if (/^[a-z]{2,}(?:-[a-z]+)+-[0-9]$/.test(region)) return region;
  return refuseUse(`"${region}" is no AWS region.`, "Give one as AWS names it: eu-west-1.");
}
