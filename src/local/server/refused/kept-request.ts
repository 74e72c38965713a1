import { decodeUtf8 } from "../../../core/json/json.ts";
import { pathOf } from "../../../core/pointers.ts";
import { type Provider, signaturesOf } from "../../../core/provider.ts";
import { anySpelling } from "../../../core/spellings.ts";
import type { KeptRequest } from "../../../operate/requests.ts";
import { schemeOf, signatureLocations } from "../../../signatures/choose.ts";
import type { RawHttp } from "./raw-http.ts";

/** What stands for a value of which nothing may be shown. */
const hiddenText = "[hidden]";

/** Headers and parameters whose values prove who sends, by their names. */
const confidential =
  /^(?:authorization|proxy-authorization|cookie|set-cookie)$|token|secret|passw|credential|api[-_]?key|access[-_]?key|private|session|(?:^|[-_])(?:auth|key|pass|pwd|jwt|sid|code)$/i;

const signatureLike = /sign|hmac|digest|hash|(?:^|[-_])sig(?:$|[-_])/i;

/** What a signature is made of. Anything else in its place could be a secret that was put there by mistake. */
const encoded = /^[A-Za-z0-9+/_=-]{32,}$/;

/** Of a signature, its beginning and end; of any other text nothing. */
function shortSignature(value: string): string {
  const short = value.replace(/[A-Za-z0-9+/_-]{32,}={0,2}/g, (digest) =>
    encoded.test(digest) ? `${digest.slice(0, 8)}…${digest.slice(-4)}` : hiddenText,
  );
  // Nothing that is as long as a secret may be left between the signatures.
  return short.split(/[,;\s]+/).every((part) => part.length <= 48) && short !== value ? short : hiddenText;
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
  return new RegExp(`("[^"\\\\]*(?:${parts.join("|")})[^"\\\\]*"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, "gi");
}

/** A text without secrets, in whichever spelling. */
const withoutSecrets = (text: string, secrets: readonly RegExp[]): string =>
  secrets.reduce((left, secret) => left.replace(secret, hiddenText), text);

/** Shorter texts stand everywhere by chance. */
const shortestHidden = 6;

/** Every secret as it may stand in a request: itself, without its role, its parts, and in base64. */
function secretPatterns(secrets: readonly string[]): readonly RegExp[] {
  const parts = secrets.flatMap((secret) => {
    const value = secret.replace(/^[A-Za-z]+:/, "");
    return [secret, value, ...value.split(/[:_]/).filter((part) => part.length >= 12)];
  });
  const texts = parts.flatMap((part) => [
    part,
    Buffer.from(part).toString("base64").replace(/=+$/, ""),
    Buffer.from(part).toString("hex"),
  ]);
  return [...new Set(texts)]
    .filter((text) => text.length >= shortestHidden)
    .sort((one, other) => other.length - one.length)
    .map(anySpelling);
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
  const patterns = secretPatterns(secrets);
  const clean = (text: string): string => withoutSecrets(text, patterns);
  const [path = "", query] = target.split(/\?(.*)/s, 2);
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  const latin1 = clean(Buffer.from(body).toString("latin1"));
  const isForm = type.toLowerCase().startsWith("application/x-www-form-urlencoded");
  const shownBody = isForm
    ? shownPairs(latin1, "form", places)
    : latin1.replace(jsonSecrets(places), `$1"${hiddenText}"`);
  const bytes = Buffer.from(shownBody, "latin1");
  const text = decodeUtf8(bytes);
  return {
    method,
    url: clean(query === undefined ? path : `${path}?${shownPairs(query, "query", places)}`),
    headers: headers.map(([name, value]) => [
      name,
      clean(shown(`header:${name.toLowerCase()}`, value, places)),
    ]),
    body: text ?? bytes.toString("base64"),
    encoding: text === undefined ? "base64" : "utf8",
  };
}
