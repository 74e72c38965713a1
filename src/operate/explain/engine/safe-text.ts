import { isForm } from "../../../core/facts.ts";
import { signaturesOf } from "../../../core/provider.ts";
import { schemeOf, signatureLocations } from "../../../signatures/choose.ts";
import { valueAt } from "../signature/places.ts";
import type { ExplainContext } from "./context.ts";
import { secretsAs } from "./context.ts";

/** Fewest characters of a secret that are looked for. Shorter parts are in any text. */
const shortestPart = 6;

/** The same for a secret in base64 or hex. */
const longerPart = 8;

/** Of a longer text, only so much is looked for: no secret is longer but a set of public keys. */
const longestHidden = 4_096;

const cut = "…";

/** True for a query parameter or header that may hold a secret by its name. */
const secretName =
  /token|secret|passw|signature|^sig$|(?:api|access|secret|private)[-_]?key|^key$|auth|hmac|code|credential|session|cookie|jwt|passcode/i;

/** A text of which no part may be printed. */
type Hidden = string;

function requestSecrets(context: ExplainContext): readonly Hidden[] {
  const { request, catalogue, provider } = context;
  const found: Hidden[] = [];
  for (const one of [provider, ...catalogue])
    for (const signature of signaturesOf(one)) {
      const places = signatureLocations(signature).filter(
        (place) => !place.includes("*") && place !== "body:",
      );
      for (const place of places) {
        if (one !== provider && (place.startsWith("body:") || place.startsWith("form:"))) continue;
        const value = valueAt(request, place);
        if (value !== undefined) found.push(value);
      }
    }
  for (const [name, value] of request.headers) if (secretName.test(name)) found.push(value);
  const basics = found.flatMap((value) => {
    const [, encoded] = /^basic +(\S+)$/i.exec(value) ?? [];
    const pair = encoded === undefined ? "" : Buffer.from(encoded, "base64").toString();
    return pair.includes(":") ? [pair.slice(pair.indexOf(":") + 1)] : [];
  });
  const parameters = [
    ...new URLSearchParams(request.query),
    ...(isForm(request.headers.get("content-type"))
      ? new URLSearchParams(Buffer.from(request.body.subarray(0, 65_536)).toString())
      : []),
  ];
  const named = parameters.flatMap(([name, value]) => (secretName.test(name) ? [value] : []));
  // The word before a token, or the name of a hash, is anybody's.
  const bare = [...found, ...named].map((value) => value.replace(/^(?:[A-Za-z]{3,10} +|sha\d+=)/i, ""));
  return [...bare, ...basics];
}

function storedSecrets({ question, provider, catalogue }: ExplainContext): readonly Hidden[] {
  const own = [...question.configuredSecrets, ...question.formerSecrets];
  const isIdentifier = provider.setup.secret === "identifier";
  const others = question.otherSources.flatMap(({ provider: id, secrets }) => {
    const known = catalogue.find((one) => one.id === id);
    return known ? secretsAs(known, secrets).map((secret) => secret.reveal()) : secrets;
  });
  const texts = [
    ...(isIdentifier ? [] : secretsAs(provider, own).map((secret) => secret.reveal())),
    ...(isIdentifier ? [] : own),
    ...others,
  ];
  // The user of a pair is no secret, unless it stands alone.
  const sends = signaturesOf(provider).some((signature) => schemeOf(signature).sendsSecret === true);
  return texts.flatMap((text) =>
    sends && /^[^:]{1,64}:./.test(text) ? [text.slice(text.indexOf(":") + 1)] : [text],
  );
}

/** Forms in which a text could be shown, each with the length of a part that counts. */
function formsOfHidden(text: Hidden): readonly (readonly [form: string, part: number])[] {
  const bytes = Buffer.from(text.slice(0, longestHidden));
  const reversed = Array.from(text.slice(0, longestHidden)).reverse().join("");
  return [
    [text.slice(0, longestHidden), shortestPart],
    [reversed, shortestPart],
    [bytes.toString("hex"), longerPart],
    ...[0, 1, 2].map(
      (offset) => [bytes.subarray(offset).toString("base64").replace(/=+$/, ""), longerPart] as const,
    ),
    ...[0, 1, 2].map((offset) => [bytes.subarray(offset).toString("base64url"), longerPart] as const),
  ];
}

/** The parts of hidden texts that must not stand anywhere, by their length, in small letters. */
function partsOfHidden(hidden: readonly Hidden[]): ReadonlyMap<number, ReadonlySet<string>> {
  const parts = new Map<number, Set<string>>();
  const add = (size: number, part: string): void => {
    const known = parts.get(size) ?? new Set();
    parts.set(size, known.add(part.toLowerCase()));
  };
  for (const text of hidden) {
    for (const [form, size] of formsOfHidden(text))
      for (let at = 0; at + size <= form.length; at++) add(size, form.slice(at, at + size));
    // Percent-encoded, six characters are longer.
    if (/[^\w.~!*'()-]/.test(text))
      for (let at = 0; at + shortestPart <= Math.min(text.length, longestHidden); at++) {
        const part = encodeURIComponent(text.slice(at, at + shortestPart).toWellFormed());
        add(part.length, part);
      }
    if (text.length > 2 && text.length < shortestPart) add(text.length, text);
  }
  return parts;
}

/**
 * Takes secrets out of texts: those of the source, of others and of the past, and tokens, passwords and signatures of the request,
 * also where only a part of one stands there, or one in base64, in hex or backwards.
 * @param allowed texts that may be printed although a secret holds them: names of sources, providers and headers
 */
export function hideSecrets(context: ExplainContext, allowed: readonly string[]): (text: string) => string {
  const hidden = [
    ...new Set(
      [...storedSecrets(context), ...requestSecrets(context)].flatMap((text) => [
        text.trim(),
        // Without what nobody sees, the right secret may stand in the request.
        text.replace(/[\p{Cc}\p{Cf}\p{Z}]/gu, ""),
      ]),
    ),
  ].filter((text) => text !== "");
  const parts = partsOfHidden(hidden);
  const holdsOne = (text: string): boolean =>
    hidden.some((one) => one.length >= longerPart && text.toLowerCase().includes(one.toLowerCase()));
  const mayShow = [...new Set(allowed)]
    .filter((text) => text !== "" && !holdsOne(text))
    .map((text) => text.toLowerCase());
  return (text) => {
    const lower = text.toLowerCase();
    const marked = new Array<boolean>(text.length).fill(false);
    for (const [size, known] of parts)
      for (let at = 0; at + size <= lower.length; at++)
        if (known.has(lower.slice(at, at + size))) marked.fill(true, at, at + size);
    for (const one of mayShow)
      for (let at = lower.indexOf(one); at !== -1; at = lower.indexOf(one, at + 1)) {
        const isFlanked = marked[at - 1] === true || marked[at + one.length] === true;
        if (!isFlanked) marked.fill(false, at, at + one.length);
      }
    let shown = "";
    for (const [at, character] of text.split("").entries())
      if (!marked[at]) shown += character;
      else if (!marked[at - 1]) shown += cut;
    return shown;
  };
}

/** Longer values of a URL's parameters are not shown: they may be tokens. */
const longestValue = 40;

/** A URL without what may be secret: a password before its host, and the values of parameters that may hold a token. */
export function safeUrl(url: string, places: readonly string[]): string {
  const tokens = places
    .filter((place) => place.startsWith("query:"))
    .map((place) => place.slice("query:".length));
  return url
    .replace(/^([a-z]+:\/\/)[^/@?#]*@/i, `$1${cut}@`)
    .replace(/([?&])([^=&#]+)=([^&#]*)/g, (whole, mark: string, name: string, value: string) =>
      tokens.includes(name) || secretName.test(name) || value.length > longestValue
        ? `${mark}${name}=${cut}`
        : whole,
    );
}
