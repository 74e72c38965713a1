/** How far vendors' types fit what the vendors send: payloads that others recorded, compiled against the modules of payload types. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { compile, makeProject } from "./project.ts";

/** Recorded payloads of one vendor. */
interface Recorded {
  readonly module: string;
  /** Who recorded them. */
  readonly by: string;
  /** A JSON file; those of a folder that is not part of the repository are compiled where it is there. */
  readonly file: string;
  readonly read: (content: never) => readonly Payload[];
}

/** A payload, with the `type` of its event. */
interface Payload {
  readonly name: string;
  readonly type: string;
  readonly data: unknown;
}

/** How many of a vendor's payloads its types take. */
export interface Fit {
  readonly by: string;
  readonly payloads: number;
  /** Those that the types take; members that they don't know are no fault. */
  readonly fit: number;
  /** The others. */
  readonly not: readonly string[];
}

type GithubExamples = readonly { readonly name: string; readonly examples: readonly { action?: string }[] }[];
type Corpus = readonly { readonly name: string; readonly event: string; readonly payload: unknown }[];

const corpora = join(
  process.env.HOOKBRIDGE_SHARED ?? join(import.meta.dirname, "../../shared"),
  "corpora/payloads",
);

const corpusOf =
  (source: string) =>
  (corpus: Corpus): readonly Payload[] =>
    corpus.map(({ name, event, payload }) => ({ name, type: `${source}.${event}`, data: payload }));

const sets: readonly Recorded[] = [
  {
    module: "github",
    by: "@octokit/webhooks-examples 7.6.1",
    file: join(import.meta.dirname, "node_modules/@octokit/webhooks-examples/api.github.com/index.json"),
    read: (events: GithubExamples) =>
      events.flatMap(({ name, examples }) =>
        examples.map((data, at) => ({
          name: `${name}-${at}`,
          type: `com.github.${name}${data.action === undefined ? "" : `.${data.action}`}`,
          data,
        })),
      ),
  },
  {
    module: "paddle",
    by: "the tests of PaddleHQ/paddle-node-sdk",
    file: join(corpora, "paddle-node-sdk.json"),
    read: corpusOf("com.paddle"),
  },
  {
    module: "stripe",
    by: "composed from the fixtures of stripe/openapi",
    file: join(corpora, "stripe-composed-events.json"),
    read: corpusOf("com.stripe"),
  },
];

/** Compiled as types of literals, so that texts keep their values. To TypeScript, the value of an enum is no text. */
const check = (module: string, { type, data }: Payload): string => `
import type { EventPayloads } from "hookbridge/consumer";
import type {} from "hookbridge/consumer/events/${module}";
type Mutable<Value> = { -readonly [Member in keyof Value]: Mutable<Value[Member]> };
const recorded = ${JSON.stringify(data)} as const;
type Plain<Value> = Value extends string ? \`\${Value}\` : { [Member in keyof Value]: Plain<Value[Member]> };
declare const value: Mutable<typeof recorded>;
export const typed: Plain<EventPayloads[${JSON.stringify(type)}]> = value;
`;

const modules: Readonly<Record<string, { readonly types: object }>> = JSON.parse(
  readFileSync(join(import.meta.dirname, "payloads.json"), "utf8"),
);

async function fitOf({ module, by, file, read }: Recorded): Promise<Fit> {
  const { [module]: known } = modules;
  // Names that were made up with their payloads are no fault of the types.
  const payloads = read(JSON.parse(readFileSync(file, "utf8")) as never).filter(({ type }) =>
    Object.keys(known?.types ?? {}).some((name) => type.endsWith(`.${name}`)),
  );
  const fileOf = (at: number): string => `payload-${at}.ts`;
  const files = payloads.map((payload, at) => [fileOf(at), check(module, payload)] as const);
  const project = makeProject(Object.fromEntries(files));
  const printed = await compile(project);
  rmSync(project, { recursive: true });
  const faulty = new Set(printed.match(/^[^\s(]+\.ts(?=\()/gm));
  if ([...faulty].some((name) => !name.startsWith("payload-"))) throw new Error(printed);
  const not = payloads.flatMap(({ name }, at) => (faulty.has(fileOf(at)) ? [name] : []));
  return { by, payloads: payloads.length, fit: payloads.length - not.length, not: not.sort() };
}

/**
 * What the types fit, by module.
 * @param before the figures of payloads that are not here now
 */
export async function readFits(
  before: Readonly<Record<string, Fit>>,
): Promise<Readonly<Record<string, Fit>>> {
  const fits: Record<string, Fit> = {};
  for (const set of sets) {
    const former = before[set.module];
    if (existsSync(set.file)) fits[set.module] = await fitOf(set);
    else if (former) fits[set.module] = former;
  }
  return fits;
}
