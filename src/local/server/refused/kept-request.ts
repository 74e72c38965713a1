import { decodeUtf8 } from "../../../core/json/json.ts";
import { pathOf } from "../../../core/pointers.ts";
import { type Provider, signaturesOf } from "../../../core/provider.ts";
import type { KeptRequest } from "../../../operate/requests.ts";
import { schemeOf, signatureLocations } from "../../../signatures/choose.ts";
import type { RawHttp } from "./raw-http.ts";
import { secretHider } from "./secret-hider.ts";

/** What stands for a value of which nothing may be shown. */
const hiddenText = "[hidden]";

/** Headers and parameters whose values prove who sends, by their names. */
const confidential = new RegExp(
  [
    "^(?:(?:proxy-)?authorization|(?:set-)?cookie)$",
    "token|secret|passw|credential|api[-_]?key|access[-_]?key|private|session",
    "(?:^|[-_])(?:auth|key|pass|pwd|jwt|sid|code)$",
  ].join("|"),
  "i",
);

const signatureLike = /sign|hmac|digest|hash|(?:^|[-_])sig(?:$|[-_])/i;

/** A digest as hex or base64. Words with hyphens are none: they could be a secret that was put there by mistake. */
const digests = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/]{32,}={0,2}(?![A-Za-z0-9+/_-])/g;

/** Of a signature, its beginning and end; of any other text nothing. */
function shortSignature(value: string): string {
  const short = value.replace(digests, (digest) => `${digest.slice(0, 8)}…${digest.slice(-4)}`);
  // What is left between the digests must be too short for a secret: `v1=`, `t=1700000000`.
  return short !== value && short.split(/[,;\s]+/).every((part) => part.length <= 24) ? short : hiddenText;
}

/** Where the provider's requests carry signatures, and where secrets. */
interface Places {
  readonly signatures: ReadonlySet<string>;
  readonly secrets: ReadonlySet<string>;
}

function credentialPlaces(provider: Provider | undefined): Places {
  const all = provider ? signaturesOf(provider) : [];
  const of = (sendsSecret: boolean): ReadonlySet<string> =>
    new Set(
      all
        .filter((signature) => (schemeOf(signature).sendsSecret === true) === sendsSecret)
        .flatMap((signature) => signatureLocations(signature))
        .map((location) => location.toLowerCase()),
    );
  const tokens = (provider?.handshakes ?? []).flatMap(({ token }) => token?.from ?? []);
  return {
    signatures: of(false),
    secrets: new Set([...of(true), ...tokens.map((from) => from.toLowerCase())]),
  };
}

/** A value as it may be shown. @param place such as `header:x-signature` */
function shown(place: string, value: string, places: Places): string {
  const name = place.slice(place.indexOf(":") + 1);
  if (places.secrets.has(place) || confidential.test(name)) return hiddenText;
  return places.signatures.has(place) || signatureLike.test(name) ? shortSignature(value) : value;
}

function shownPairs(text: string, kind: "query" | "form", places: Places): string {
  return text
    .split("&")
    .map((pair) => {
      const [key = ""] = pair.split("=", 1);
      const [[name] = [""]] = new URLSearchParams(`${key}=`);
      const value = pair.slice(key.length + 1);
      return value === "" ? pair : `${key}=${shown(`${kind}:${name}`.toLowerCase(), value, places)}`;
    })
    .join("&");
}

/** Values of JSON members whose names, or the provider's file, say that nobody may read them. */
function jsonSecrets({ signatures, secrets }: Places): RegExp {
  const named = [...signatures, ...secrets]
    .filter((place) => place.startsWith("body:/"))
    .flatMap((place) => pathOf(place.slice("body:".length)).at(-1) ?? [])
    .map((name) => name.replace(/[^A-Za-z0-9_-]/g, "."));
  const parts = ["token", "secret", "passw", "credential", "api_?key", "signature", "hmac", ...named];
  return new RegExp(
    `("[^"\\\\]*(?:${parts.join("|")})[^"\\\\]*"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\.)*"|-?[0-9][0-9.eE+-]*)`,
    "gi",
  );
}

/** Fields of a multipart form, each with its name and its value. */
const formParts = /(\bname="([^"\r\n]*)"[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n)([\s\S]*?)(?=\r?\n--)/g;

/** A body as it may be shown, by its type. */
function shownBody(text: string, type: string, places: Places): string {
  if (type.startsWith("application/x-www-form-urlencoded")) return shownPairs(text, "form", places);
  if (type.startsWith("multipart/"))
    return text.replace(
      formParts,
      (_, head: string, name: string, value: string) =>
        head + shown(`form:${name.toLowerCase()}`, value, places),
    );
  return text.replace(jsonSecrets(places), `$1"${hiddenText}"`);
}

/** Bytes of a body that are shown, and so many behind them in which a secret may end. */
const mostShownBytes = 262_144;
const overlapBytes = 4_096;

/** The beginning of a text of bytes, which ends with a whole character of UTF-8. */
function beginning(latin1: string): string {
  let end = mostShownBytes;
  while (end > 0 && (latin1.charCodeAt(end) & 0xc0) === 0x80) end--;
  return latin1.slice(0, end);
}

/**
 * A request as it may be shown: without tokens, passwords and cookies, and with signatures shortened.
 * @param secrets all that are known, of every source, which may stand anywhere by mistake
 */
export function keptRequest(
  { method, target, headers, body }: RawHttp,
  provider: Provider | undefined,
  secrets: readonly string[],
): KeptRequest {
  const places = credentialPlaces(provider);
  // Before anything is shortened: the beginning of a secret is a part of it.
  const clean = secretHider(secrets, hiddenText);
  const [path = "", query] = target.split(/\?(.*)/s, 2);
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  const read = Buffer.from(body).toString("latin1", 0, mostShownBytes + overlapBytes);
  const cleaned = shownBody(clean(read), type.toLowerCase(), places);
  const more = body.length > mostShownBytes ? `\n[of ${body.length} bytes, these are the first]` : "";
  const bytes = Buffer.from(more === "" ? cleaned : beginning(cleaned), "latin1");
  const text = decodeUtf8(bytes);
  return {
    method: clean(method),
    url: query === undefined ? clean(path) : `${clean(path)}?${shownPairs(clean(query), "query", places)}`,
    headers: headers.map(([name, value]) => [
      clean(name),
      shown(`header:${name.toLowerCase()}`, clean(value), places),
    ]),
    body: text === undefined ? bytes.toString("base64") : text + more,
    encoding: text === undefined ? "base64" : "utf8",
  };
}
