import { factsOf, factsOfItem } from "../core/facts.ts";
import { placesAt } from "../core/json/json-matches.ts";
import { type Facts, pathOf, readValue } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { SchemeName, Signature, SignedText } from "../core/signature.ts";
import { sha256 } from "./parts/key.ts";
import {
  isBodyAlone,
  type SignedPart,
  signedHeaders,
  signedParts,
  signs,
  signsValue,
  templatesOf,
} from "./parts/template.ts";
import { snsCovers } from "./schemes/aws-sns.ts";
import { manifestOf } from "./schemes/manifest.ts";
import { plivoText } from "./schemes/plivo.ts";
import { signedParameters } from "./schemes/sorted-parameters.ts";
import { signedForm } from "./schemes/twilio.ts";

/** What the signature of one request vouches for. Deduplication keys are made of this and nothing else. */
export interface Coverage {
  /** True when the value at a pointer can't be changed without breaking the signature. */
  covers(pointer: string): boolean;
  /** Hex SHA-256 of what is signed, without the time of signing: the same on every attempt of the vendor. */
  readonly fingerprint: string;
  /** Hex SHA-256 of the fingerprint and of a text that tells apart what has the same one; without a text the fingerprint. */
  fingerprintWith(distinction: string | undefined): string;
  /** What is vouched for of the item at a path, where each item is signed and their list is not; undefined elsewhere. */
  ofItem(path: readonly string[]): Coverage | undefined;
}

interface Covered {
  readonly covers: (pointer: string) => boolean;
  readonly text: readonly SignedPart[];
  readonly ofItem?: (path: readonly string[]) => Covered | undefined;
}

type Of<Name extends SchemeName> = Extract<Signature, { scheme: Name }>;

const inBody = (pointer: string): boolean => /^(?:body|item|form):/.test(pointer);
const inUrl = (pointer: string): boolean => pointer.startsWith("query:");

const signsBody = (rules: SignedText): boolean => signs(rules, "body") || signs(rules, "form");

function signedText(rules: SignedText, request: WebhookRequest): Covered {
  const facts = factsOf(request, rules.payload);
  // The vendor signs every attempt anew: neither the time nor the secret may count.
  const texts = templatesOf(rules).flatMap((template): (readonly SignedPart[])[] => {
    // Other schemes of the vendor may sign it alone, or with another text around: it is the same delivery under each of them.
    if (isBodyAlone(template)) return [[request.body]];
    const parts = signedParts(template, { request, facts, timestamp: "" });
    return parts ? [parts] : [];
  });
  return {
    covers: (pointer) =>
      (inBody(pointer) && signsBody(rules)) ||
      (inUrl(pointer) && (signs(rules, "url") || signs(rules, "query"))) ||
      signsValue(rules, pointer),
    // Which of them was signed is not told: the last covers least, so that nothing unsigned counts. A line break at the end may stand in
    // the value or be of the template.
    text: (texts.at(-1) ?? [request.body]).map((part, at, all) =>
      typeof part === "string" && at === all.length - 1 ? part.trimEnd() : part,
    ),
  };
}

/** A token or password vouches for the whole request: who holds it could have sent anything. */
const everything = (request: WebhookRequest): Covered => ({
  covers: () => true,
  text: [request.method, " ", request.url, "\n", request.body],
});

const body = (request: WebhookRequest): Covered => ({ covers: inBody, text: [request.body] });

const urlAndBody = (request: WebhookRequest): Covered => ({
  covers: (pointer) => inBody(pointer) || inUrl(pointer),
  text: [request.url, "\n", request.body],
});

/**
 * A signed text whose fields nothing separates for sure: a captured form can be cut into other fields, or moved into the query. It stays
 * the same text, and only that tells a replay from an event.
 */
const uncut = (text: string, request: WebhookRequest): Covered => ({
  covers: () => false,
  text: [text || request.body],
});

const covered: { readonly [Name in SchemeName]: (signature: Of<Name>, request: WebhookRequest) => Covered } =
  {
    hmac: signedText,
    "keyed-hash": signedText,
    "public-key": signedText,
    "fetched-key": signedText,
    // A field that holds the separator can take in a part of the next.
    "item-hmac": ({ items, fields, separator }, request) => {
      const facts = factsOf(request);
      const list = facts.document ? placesAt(facts.document, [...pathOf(items.slice(5)), "*"]) : [];
      const textAt = (item: Facts): string =>
        fields.map((field) => readValue(item, `item:${field}`) ?? "").join(separator);
      const texts = new Map(
        list.map(({ path, span }) => [path.join("/"), textAt(factsOfItem(facts, path, span))]),
      );
      return {
        ...uncut([...texts.values()].join("\n"), request),
        // Items can be doubled, left out and put together with those of another delivery.
        ofItem: (path) => {
          const text = texts.get(path.join("/"));
          return text === undefined ? undefined : uncut(text, request);
        },
      };
    },
    // The host is not signed, and a deployment may have several names.
    "canonical-request": (_, { url, ...request }) =>
      urlAndBody({ ...request, url: url.replace(/[a-z]+:\/\/[^/]*/, "") }),
    "sorted-parameters": (signature, request) => uncut(signedParameters(signature, request) ?? "", request),
    // Values of the query are signed in either case, and one that holds a semicolon can take in the pair behind it.
    manifest: (signature, request) =>
      uncut(manifestOf(signature, factsOf(request), "", (value) => value).toLowerCase(), request),
    "standard-webhooks": ({ headers: [prefix] }, request) => {
      const id = `${prefix}-id`;
      return {
        covers: (pointer) => inBody(pointer) || pointer === `header:${id}`,
        text: [request.headers.get(id) ?? "", ".", request.body],
      };
    },
    token: (_, request) => everything(request),
    "basic-auth": (_, request) => everything(request),
    jwt: ({ bodyHash, from, detached, claims }, request) => {
      if (!bodyHash && !from && !detached) return everything(request);
      const signsUrl = Object.values(claims ?? {}).some((rule) => [rule].flat().join().includes("{url"));
      return signsUrl ? urlAndBody(request) : body(request);
    },
    "certified-jws": (_, request) => body(request),
    // A hash in the URL covers the whole body.
    twilio: (signature, request) => {
      const form = signedForm(signature, request);
      const hashed = form === "" && request.body.length > 0;
      return { covers: (pointer) => hashed && inBody(pointer), text: [request.url, form ?? ""] };
    },
    plivo: (_, request) => uncut(plivoText(request) ?? "", request),
    "aws-sns": (_, request) => ({ covers: (pointer) => snsCovers(request, pointer), text: [request.body] }),
  };

/**
 * Headers that a fingerprint is made of: where the body is not signed, nothing else tells one signed request from another, and they
 * have to be kept with it.
 */
export function fingerprintHeaders(signature: Signature): readonly string[] {
  switch (signature.scheme) {
    case "hmac":
    case "keyed-hash":
    case "public-key":
    case "fetched-key":
      return signsBody(signature) ? [] : signedHeaders(signature);
    case "manifest":
      return signature.pairs.flatMap(([, value]) =>
        value.startsWith("header:") ? value.slice("header:".length) : [],
      );
    default:
      return [];
  }
}

/**
 * What one scheme covers of an accepted request.
 * @param signature the scheme that accepted it (standard-webhooks: with the one prefix that the request used); undefined: the provider has
 *   it no more, and what it covered is not known
 */
export function coverage(signature: Signature | undefined, request: WebhookRequest): Coverage {
  return told(
    signature
      ? (covered[signature.scheme] as (one: Signature, of: WebhookRequest) => Covered)(signature, request)
      : { ...everything(request), covers: () => false },
  );
}

function told({ covers, text, ofItem }: Covered): Coverage {
  let known: string | undefined;
  // Where a signed id tells events apart, nobody asks.
  const fingerprint = () => {
    known ??= sha256(text);
    return known;
  };
  return {
    covers,
    get fingerprint() {
      return fingerprint();
    },
    fingerprintWith: (distinction) =>
      distinction === undefined ? fingerprint() : sha256([fingerprint(), "#", distinction]),
    ofItem: (path) => {
      const item = ofItem?.(path);
      return item && told(item);
    },
  };
}
