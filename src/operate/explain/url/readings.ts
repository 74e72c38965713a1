import { respelled } from "../../../core/request.ts";
import type { ExplainContext } from "../engine/context.ts";
import type { VariantReading } from "../engine/variant.ts";
import type { CauseWord } from "../explanation.ts";
import { signedQueriesFor } from "./queries.ts";
import { hostsFor, type PartReading, pathsFor, schemesFor } from "./spots.ts";
import { partsOfUrl, type UrlParts, urlOf } from "./url-parts.ts";

/** Most URLs that differ in several parts. */
const mostPairs = 1_200;

/** The request at another URL. */
export interface UrlReading extends VariantReading {
  readonly cause: CauseWord;
  readonly url: string;
  /** Where the part that differs was read. */
  readonly from: string;
}

type PartName = keyof UrlParts;

const wordOfPart: Readonly<Record<PartName, CauseWord>> = {
  scheme: "url-scheme",
  host: "url-host",
  path: "url-path",
  query: "url-query",
};

/** Where several parts differ, the first of these names the cause. */
const weight: readonly PartName[] = ["host", "path", "scheme", "query"];

interface PartChange extends PartReading {
  readonly part: PartName;
}

function urlChanges({ raw, request }: ExplainContext, named: readonly PartReading[]): readonly PartChange[] {
  const own = partsOfUrl(request.url);
  const of = (part: PartName, readings: readonly PartReading[]): readonly PartChange[] =>
    readings.map((one) => ({ ...one, part }));
  return [
    ...of("scheme", schemesFor(raw, own)),
    ...of("host", hostsFor(raw, own, named)),
    ...of("path", pathsFor(raw, own, named)),
    ...of("query", signedQueriesFor(raw, own, named)),
  ];
}

/** The request at the other URLs by which the vendor may have called it: one part changed, then two, then all that headers tell. */
export function* urlReadings(context: ExplainContext, named: readonly PartReading[]): Generator<UrlReading> {
  const own = partsOfUrl(context.request.url);
  const changes = urlChanges(context, named);
  const made = (some: readonly PartChange[]): UrlReading => {
    const parts = Object.assign(
      { ...own },
      ...some.map(({ part, value }) => ({ [part]: value })),
    ) as UrlParts;
    const url = urlOf(parts);
    const main = weight.find((part) => some.some((change) => change.part === part)) ?? "host";
    const from = some.find(({ part }) => part === main)?.from ?? "";
    return {
      request: respelled(context.request, url),
      what: `as ${url}`,
      cause: wordOfPart[main],
      url,
      from,
    };
  };
  for (const change of changes) yield made([change]);
  let pairs = 0;
  const first = (part: PartName, count: number): readonly PartChange[] =>
    changes.filter((change) => change.part === part).slice(0, count);
  const few: Readonly<Record<PartName, readonly PartChange[]>> = {
    scheme: first("scheme", 1),
    host: first("host", 12),
    path: first("path", 12),
    query: first("query", 6),
  };
  const names = Object.keys(few) as readonly PartName[];
  for (const [at, one] of names.entries())
    for (const other of names.slice(at + 1))
      for (const left of few[one])
        for (const right of few[other]) {
          if (++pairs > mostPairs) return;
          yield made([left, right]);
        }
  for (const host of few.host.slice(0, 4))
    for (const path of few.path.slice(0, 6))
      for (const third of [...few.scheme, ...few.query.slice(0, 3)]) yield made([host, path, third]);
}
