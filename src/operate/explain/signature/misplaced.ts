import { formFields } from "../../../core/facts.ts";
import { parseJson } from "../../../core/json/json.ts";
import type { Pointer } from "../../../core/pointers.ts";
import type { WebhookRequest } from "../../../core/request.ts";
import type { Signature } from "../../../core/signature.ts";
import { signatureLocations } from "../../../signatures/choose.ts";
import type { ExplainContext } from "../engine/context.ts";
import type { VariantReading } from "../engine/variant.ts";
import {
  decodeURIComponentSafely,
  neededPlaces,
  placeLabel,
  putAt,
  valueAt,
  withoutParameter,
} from "./places.ts";

/** A value somewhere in a request. */
interface Found {
  readonly place: Pointer;
  readonly name: string;
  readonly value: string;
}

/** A signature that was found under another name. */
export interface MovedReading extends VariantReading {
  readonly from: Pointer;
  readonly to: Pointer;
}

/** Headers that every request has. */
const everyRequest = new RegExp(
  `^(?:${[
    "host|date|forwarded|via|user-agent|cache-control|connection|accept|accept-.*",
    "content-(?:length|type|encoding)|transfer-encoding",
    "x-forwarded-(?:for|proto|port|host|prefix|server)|x-real-ip|x-amzn-trace-id",
  ].join("|")})$`,
);

const mostCandidates = 4;

function valuesIn(request: WebhookRequest): readonly Found[] {
  const headers = Array.from(
    request.headers,
    ([name, value]): Found => ({ place: `header:${name}`, name, value }),
  ).filter(({ name }) => !everyRequest.test(name));
  const pairs = request.query === "" ? [] : request.query.split("&");
  const query = pairs.flatMap((pair): readonly Found[] => {
    const [name = "", ...rest] = pair.split("=");
    const given = rest.join("=");
    const texts = new Set([
      decodeURIComponentSafely(given.replaceAll("+", " ")),
      decodeURIComponentSafely(given),
      given,
    ]);
    return Array.from(texts, (value) => ({
      place: `query:${decodeURIComponentSafely(name)}`,
      name: decodeURIComponentSafely(name),
      value,
    }));
  });
  const form = (formFields(request) ?? []).map(
    ([name, value]): Found => ({ place: `form:${name}`, name, value }),
  );
  const document =
    request.body.length < 262_144 ? parseJson(Buffer.from(request.body).toString())?.value : undefined;
  const members =
    typeof document === "object" && document !== null && !Array.isArray(document)
      ? Object.entries(document).flatMap(([name, value]): readonly Found[] =>
          typeof value === "string" ? [{ place: `body:/${name}`, name, value }] : [],
        )
      : [];
  return [...headers, ...query, ...form, ...members].filter(({ value }) => value !== "");
}

const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

const wordsOfName = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** How much two names have in common. */
function likeness(wanted: string, given: string): number {
  const [one, other] = [plainName(wanted), plainName(given)];
  if (one === other) return 10;
  if (other.includes(one) || (other.length > 5 && one.includes(other)))
    return 6 + Math.min(one.length, other.length) / 100;
  const shared = wordsOfName(wanted).filter((word) => wordsOfName(given).includes(word));
  const last = wordsOfName(wanted).at(-1) === wordsOfName(given).at(-1) ? 1 : 0;
  return shared.length * 1.5 + last;
}

const looksSigned = (value: string): boolean =>
  /[A-Za-z0-9+/_-]{20,}/.test(value) || /^[\w.+/=-]{8,}$/.test(value);

/** True for a value that may hold a whole digest or token. */
const holdsDigest = (value: string): boolean => /[A-Za-z0-9+/_-]{20,}/.test(value);

/** For each place where nothing stands: what may have been meant for it, the likeliest first. */
function candidatesFor(place: Pointer, all: readonly Found[], isSignature: boolean): readonly Found[] {
  const name = place.slice(place.indexOf(":") + 1);
  return all
    .map((found) => ({ found, score: likeness(name, found.name) }))
    .filter(({ found, score }) => score >= 1.5 || (isSignature && looksSigned(found.value)))
    .toSorted((one, other) => other.score - one.score)
    .slice(0, isSignature ? 16 : mostCandidates)
    .map(({ found }) => found);
}

const moved = (request: WebhookRequest, from: Pointer, to: Pointer, value: string): WebhookRequest => {
  const rest = from.startsWith("query:") ? withoutParameter(request, from.slice("query:".length)) : request;
  return putAt(rest, to, value);
};

/** The places of a signature that are empty, the signature's own first. */
export function missingPlaces(signature: Signature, request: WebhookRequest): readonly Pointer[] {
  return neededPlaces(signature).filter(
    (place) => /^(?:header|query|form):/.test(place) && valueAt(request, place) === undefined,
  );
}

function* fills(
  request: WebhookRequest,
  [place, ...rest]: readonly Pointer[],
  all: readonly Found[],
  first?: Pick<MovedReading, "from" | "to">,
): Generator<MovedReading> {
  if (place === undefined) {
    if (first)
      yield { ...first, request, what: `with ${placeLabel(first.to)} out of ${placeLabel(first.from)}` };
    return;
  }
  for (const { place: from, value } of candidatesFor(place, all, first === undefined))
    yield* fills(moved(request, from, place, value), rest, all, first ?? { from, to: place });
  // Of several places one is enough, and a signed value may be absent.
  if (first) yield* fills(request, rest, all, first);
}

/** The request with what is missing taken from where something like it stands. */
export function* misplacedReadings({ request, signatures }: ExplainContext): Generator<MovedReading> {
  const all = valuesIn(request);
  for (const signature of signatures) {
    const missing = missingPlaces(signature, request);
    if (missing.length === 0) continue;
    // Of many headers each may hold a signature: one is enough.
    for (const place of missing.slice(0, 8)) {
      yield* fills(request, [place], all);
    }
    if (missing.length > 1 && missing.length < 6) yield* fills(request, missing, all);
  }
}

/** What stands under a name much like the signature's, without proof. */
export function likelyMisplaced({
  request,
  signatures,
}: ExplainContext): readonly Pick<MovedReading, "from" | "to">[] {
  const all = valuesIn(request).filter(({ place }) => /^(?:header|query):/.test(place));
  const isNeeded = (place: Pointer): boolean => signatures.some((one) => neededPlaces(one).includes(place));
  return signatures.flatMap((signature) =>
    missingPlaces(signature, request)
      .filter((to) => signatureLocations(signature).includes(to))
      .flatMap((to) => {
        const name = to.slice(to.indexOf(":") + 1);
        const [best] = all
          .map((found) => ({ found, score: likeness(name, found.name) }))
          .filter(({ found, score }) => score >= 6 && holdsDigest(found.value) && !isNeeded(found.place))
          .toSorted((one, other) => other.score - one.score);
        return best ? [{ from: best.found.place, to }] : [];
      }),
  );
}
