import type { WireRequest } from "../engine/raw-request.ts";
import { decodeURIComponentSafely } from "../signature/places.ts";
import { listedIn, type PartReading, pathHeaders, unique, urlsInHeaders } from "./spots.ts";
import { partsOfUrl, type UrlParts } from "./url-parts.ts";

/** Most parameters whose orders or choices are tried. */
const mostOrderedParameters = 6;

function* ordersOfParameters(rest: readonly string[]): Generator<readonly string[]> {
  if (rest.length === 0) yield [];
  for (const [at, one] of rest.entries())
    for (const more of ordersOfParameters(rest.toSpliced(at, 1))) yield [one, ...more];
}

/** Queries with which the vendor may have called the bridge. */
export function signedQueriesFor(
  raw: WireRequest,
  { query }: UrlParts,
  named: readonly PartReading[],
): readonly PartReading[] {
  const afterMark = (text: string): string => (text.includes("?") ? text.slice(text.indexOf("?") + 1) : "");
  const found: PartReading[] = [
    ...listedIn(raw, pathHeaders).map(({ value, from }) => ({ value: afterMark(value), from })),
    ...listedIn(raw, [
      "x-original-query",
      "x-query-string",
      "x-original-query-string",
      "x-forwarded-query",
    ]).map(({ value, from }) => ({
      value: value.replace(/^\?/, ""),
      from,
    })),
    ...[...urlsInHeaders(raw), ...named].map(({ value, from }) => ({ value: partsOfUrl(value).query, from })),
  ];
  if (query !== "") found.push({ value: "", from: "no query" });
  const parameters = query === "" ? [] : query.split("&");
  for (const at of parameters.keys())
    found.push({ value: parameters.toSpliced(at, 1).join("&"), from: "one parameter less" });
  if (parameters.length <= mostOrderedParameters) {
    for (let chosen = 1; chosen < 2 ** parameters.length; chosen++)
      found.push({
        value: parameters.filter((_, at) => chosen & (1 << at)).join("&"),
        from: "fewer parameters",
      });
    for (const order of ordersOfParameters(parameters))
      found.push({ value: order.join("&"), from: "another order of its parameters" });
  }
  found.push({ value: parameters.toSorted().join("&"), from: "its parameters sorted" });
  found.push({ value: parameters.toReversed().join("&"), from: "its parameters reversed" });
  const spellings: readonly (readonly [string, string])[] = [
    [decodeURIComponentSafely(query), "its percent-encoding taken off"],
    [decodeURIComponentSafely(query.replaceAll("+", " ")), "its percent-encoding taken off"],
    [query.replaceAll("%25", "%"), "its percent-encoding once"],
    [query.replaceAll("%", "%25"), "its percent-encoding twice"],
    [
      encodeURIComponent(decodeURIComponentSafely(query)).replaceAll("%3D", "=").replaceAll("%26", "&"),
      "percent-encoding",
    ],
    [encodeURI(decodeURIComponentSafely(query)), "percent-encoding"],
    [query.replaceAll("+", "%20"), "spaces as %20"],
    [query.replaceAll("%20", "+"), "spaces as +"],
    [query.replaceAll("%2B", "+"), "its percent-encoding taken off"],
    [query.replaceAll("&amp;", "&"), "& for &amp;"],
    [query.toLowerCase(), "small letters"],
    [query.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase()), "its escapes in capitals"],
    [query.replace(/%[0-9a-f]{2}/gi, (code) => code.toLowerCase()), "its escapes in small letters"],
    [
      query.replace(/%(?:2[1-9A-F]|3[A-F]|4[0-9A-F]|5[0-9A-F]|6[0-9A-F]|7[0-9A-E])/gi, (code) =>
        decodeURIComponentSafely(code),
      ),
      "its percent-encoding taken off",
    ],
    [query.replace(/=(?=&|$)/g, ""), "parameters without ="],
    [query.replace(/(^|&)([^=&]+)(?=&|$)/g, "$1$2="), "each parameter with ="],
  ];
  found.push(...spellings.map(([value, from]) => ({ value, from })));
  return unique(found, query).concat(
    query === "" ? [] : found.filter(({ value, from }) => value === "" && from === "no query").slice(0, 1),
  );
}
