import { isForm } from "../../../core/facts.ts";
import { signaturesOf } from "../../../core/provider.ts";
import { schemeOf, signatureLocations } from "../../../signatures/choose.ts";
import { valueAt } from "../signature/places.ts";
import type { ExplainContext } from "./context.ts";
import { secretsAs } from "./context.ts";

/** Fewest characters of a secret that are looked for. Shorter parts are in any text. */
const shortestPart = 6;

const cut = "…";

/** True for a query parameter or header that may hold a secret by its name. */
const secretName =
  /token|secret|passw|signature|^sig$|api-?key|^key$|auth|hmac|code|credential|session|cookie|jwt|passcode/i;

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
  return [...found, ...basics, ...named];
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

/**
 * Takes secrets out of texts: those of the source, of others and of the past, and tokens, passwords and signatures of the request,
 * also where only a part of one stands there.
 * @param allowed texts that may be printed although a secret holds them: names of sources, providers and headers
 */
export function hideSecrets(context: ExplainContext, allowed: readonly string[]): (text: string) => string {
  const hidden = [
    ...new Set([...storedSecrets(context), ...requestSecrets(context)].map((text) => text.trim())),
  ].filter((text) => text !== "");
  const spellings = hidden.flatMap((text) => [text, encodeURIComponent(text)]);
  const windows = new Set<string>();
  const whole = spellings.filter((text) => text.length < shortestPart && text.length > 2);
  for (const text of spellings)
    for (let at = 0; at + shortestPart <= Math.min(text.length, 8_192); at++)
      windows.add(text.slice(at, at + shortestPart).toLowerCase());
  const isAllowed = allowed.map((text) => text.toLowerCase());
  return (text) => {
    const lower = text.toLowerCase();
    const marked = new Array<boolean>(text.length).fill(false);
    for (let at = 0; at + shortestPart <= lower.length; at++)
      if (windows.has(lower.slice(at, at + shortestPart))) marked.fill(true, at, at + shortestPart);
    for (const one of isAllowed)
      for (let at = lower.indexOf(one); one !== "" && at !== -1; at = lower.indexOf(one, at + 1)) {
        const before = marked[at - 1] === true;
        const after = marked[at + one.length] === true;
        if (!before && !after) marked.fill(false, at, at + one.length);
      }
    for (const one of whole)
      for (let at = text.indexOf(one); at !== -1; at = text.indexOf(one, at + 1))
        marked.fill(true, at, at + one.length);
    let shown = "";
    for (const [at, character] of text.split("").entries())
      if (!marked[at]) shown += character;
      else if (!marked[at - 1]) shown += cut;
    return shown;
  };
}

/** A URL without what may be secret: a password before its host, and the values of parameters that may hold a token. */
export function safeUrl(url: string, places: readonly string[]): string {
  const tokens = places
    .filter((place) => place.startsWith("query:"))
    .map((place) => place.slice("query:".length));
  return url
    .replace(/^([a-z]+:\/\/)[^/@?#]*@/i, `$1${cut}@`)
    .replace(/([?&])([^=&#]+)=([^&#]*)/g, (whole, mark: string, name: string) =>
      tokens.includes(name) || secretName.test(name) ? `${mark}${name}=${cut}` : whole,
    );
}
