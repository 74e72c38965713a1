import type { Pointer } from "../../../core/pointers.ts";
import type { WebhookRequest } from "../../../core/request.ts";
import type { Signature } from "../../../core/signature.ts";
import { signatureLocations } from "../../../signatures/choose.ts";
import type { ExplainContext } from "../engine/context.ts";
import type { VariantReading } from "../engine/variant.ts";
import { signatureSpellings } from "./encodings.ts";
import { isLabelled, neededPlaces, putAt, valueAt } from "./places.ts";

/** A reading of what is at one place. */
export interface PlaceReading extends VariantReading {
  readonly place: Pointer;
}

/** Texts that vendors write before their signatures. */
const usualPrefixes = [
  "sha256=",
  "sha1=",
  "sha512=",
  "v0=",
  "v1=",
  "v1,",
  "Bearer ",
  "Basic ",
  "JWT ",
  "HMAC ",
];

const prefixesOf = (signature: Signature): readonly string[] => {
  const own = "prefix" in signature && typeof signature.prefix === "string" ? [signature.prefix] : [];
  const named = isLabelled(signature)
    ? [`${signature.fields.signature}${"assign" in signature ? (signature.assign ?? "=") : "="}`]
    : [];
  return [...new Set([...own, ...named, ...usualPrefixes])];
};

/** Most places of one signature that are looked at: some vendors have a hundred headers. */
const mostPlacesTried = 3;

const placesWith = (signature: Signature, request: WebhookRequest): readonly Pointer[] =>
  signatureLocations(signature).filter(
    (place) => place.includes("*") || valueAt(request, place) !== undefined,
  );

/** The signature in another spelling, where it is. */
export function* encodingReadings({ request, signatures }: ExplainContext): Generator<PlaceReading> {
  for (const signature of signatures)
    for (const place of placesWith(signature, request).slice(0, mostPlacesTried)) {
      const value = place.includes("*") || place === "body:" ? undefined : valueAt(request, place);
      if (value === undefined || value.length > 8_000) continue;
      for (const { text, what } of signatureSpellings(value, prefixesOf(signature)))
        yield { request: putAt(request, place, text), place, what };
    }
}

const withoutHeader = (request: WebhookRequest, name: string): WebhookRequest => ({
  ...request,
  headers: new Map([...request.headers].filter(([one]) => one !== name)),
});

/** One of the values of a header that came twice, or whose values were joined. */
export function* joinedReadings({ raw, request, signatures }: ExplainContext): Generator<PlaceReading> {
  const names = new Set(
    signatures.flatMap(neededPlaces).flatMap((place) => (place.startsWith("header:") ? place.slice(7) : [])),
  );
  const values = new Map<string, readonly string[]>();
  for (const name of [...names, "content-type"]) {
    const whole = request.headers.get(name);
    if (whole === undefined || !(name === "content-type" ? /,/ : /[,;|]/).test(whole)) continue;
    const sent = raw.headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);
    const cuts = Array.from(whole.matchAll(/\s*[,;|]\s*/g), ({ 0: { length }, index }) => [
      whole.slice(0, index),
      whole.slice(index + length),
    ]).flat();
    const parts = whole.split(/\s*[,;|]\s*/);
    const all = new Set(
      [...(sent.length > 1 ? sent : []), ...parts, ...cuts].filter((one) => one !== "" && one !== whole),
    );
    values.set(name, [...all]);
  }
  const what = "with one of its values alone";
  for (const [name, all] of values)
    for (const value of all)
      yield { request: putAt(request, `header:${name}`, value), place: `header:${name}`, what };
  // Several headers that were all joined: the first values, and the last.
  if (values.size > 1)
    for (const at of [0, -1]) {
      const place: Pointer = `header:${[...values.keys()][0] ?? ""}`;
      const all = [...values].reduce(
        (one, [name, list]) => putAt(one, `header:${name}`, list.at(at) ?? ""),
        request,
      );
      yield { request: all, place, what };
    }
  for (const name of values.keys())
    yield { request: withoutHeader(request, name), place: `header:${name}`, what: "without it" };
}
