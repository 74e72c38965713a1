import { existsSync, readFileSync } from "node:fs";

type RegionVariables = Readonly<Record<string, string | undefined>>;

/** The text of `provider.region` in serverless.yml; undefined where it is none or on several lines. */
function regionSetting(yaml: string): string | undefined {
  const [, provider = ""] =
    /^provider:[^\S\n]*(?:#.*)?\n((?:(?:[^\S\n].*|#.*)?\n)*)/m.exec(`${yaml}\n`) ?? [];
  return /^\s+region:[^\S\n]*(\S.*?)[^\S\n]*(?:\s#.*)?$/m.exec(provider)?.[1];
}

/** What osls makes of one of the values of `${opt:region, env:AWS_REGION, 'eu-west-1'}`. */
function valueOfPart(part: string, variables: RegionVariables): string | undefined {
  const [, literal] = /^(?:'([^']*)'|"([^"]*)")$/.exec(part)?.filter((text) => text !== undefined) ?? [];
  if (literal !== undefined) return literal;
  return part.startsWith("env:") ? variables[part.slice("env:".length)] : undefined;
}

/**
 * The region that a deployment without `--region` goes to: the one that serverless.yml names. Undefined where it names none, or in a way that only
 * osls reads.
 */
export function regionOfService(yaml: string, variables: RegionVariables): string | undefined {
  const setting = regionSetting(yaml)?.replace(/^(["'])(.*)\1$/, "$2");
  if (setting === undefined) return undefined;
  const [, parts] = /^\$\{([^${}]*)\}$/.exec(setting) ?? [];
  if (parts === undefined) return /^[a-z]{2,}(?:-[a-z]+)+-[0-9]$/.test(setting) ? setting : undefined;
  const values = parts.split(",").map((part) => valueOfPart(part.trim(), variables));
  return values.find((value) => value !== undefined && value !== "");
}

/**
 * The region of a stage: the flag's, else the one that `hookbridge deploy` uses in this folder, else that of the environment. Undefined leaves it to
 * the profile.
 */
export function stageRegion(flag: string | undefined): string | undefined {
  if (flag !== undefined) return flag;
  const named = existsSync("serverless.yml")
    ? regionOfService(readFileSync("serverless.yml", "utf8"), process.env)
    : undefined;
  return named ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
}
