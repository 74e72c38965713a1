import { randomBytes } from "node:crypto";
import { type Draft, type Moment, type Oracle, withHeader } from "./oracle.ts";
import { atMoment, oddTimes } from "./times.ts";

/** What a variant can ask of the vendor. */
export interface Sender {
  readonly oracle: Oracle;
  readonly draft: Draft;
  readonly secret: unknown;
  readonly nowMs: number;
  readonly sign: (draft: Draft, secret: unknown, moment: Moment) => Promise<Draft>;
}

/** A request that differs in one way, and what must come of it where no code judges. */
export interface Variant {
  readonly name: string;
  readonly request: Draft;
  readonly refused?: boolean;
}

/** Where the signature stands: what is before it, the digest itself, what is behind. */
interface Place {
  readonly before: string;
  readonly digest: string;
  readonly after: string;
  readonly put: (text: string) => Draft;
}

const runs = /[A-Za-z0-9+/_-]{20,}={0,2}/g;

/** The last long run of characters is the digest: names, prefixes and times before it are short. */
function placeOf(oracle: Oracle, request: Draft): Place {
  const { signature } = oracle;
  if (typeof signature === "string") {
    const value = request.headers[signature] ?? "";
    const run = [...value.matchAll(runs)].at(-1);
    const digest = run?.[0] ?? value;
    const start = run?.index ?? 0;
    return {
      before: value.slice(0, start),
      digest,
      after: value.slice(start + digest.length),
      put: (text) => withHeader(request, signature, text),
    };
  }
  const [pattern, text] =
    "body" in signature ? [signature.body, request.body.toString()] : [signature.url, request.url];
  const match = new RegExp(pattern.source, "d").exec(text);
  const [start, end] = match?.indices?.[1] ?? [0, 0];
  return {
    before: "",
    digest: text.slice(start, end),
    after: "",
    put: (value) => {
      const changed = text.slice(0, start) + value + text.slice(end);
      return "body" in signature ? { ...request, body: Buffer.from(changed) } : { ...request, url: changed };
    },
  };
}

const other = (character: string): string => (character === "a" ? "b" : "a");
const at = (text: string, index: number): string =>
  text.slice(0, index) + other(text.charAt(index)) + text.slice(index + 1);
const flipped = (body: Buffer, index: number): Buffer => {
  const changed = Buffer.from(body);
  changed[index] = (changed[index] ?? 0) ^ 1;
  return changed;
};

/** Changes of the body under the same signature. */
function bodies({ oracle }: Sender, request: Draft): Variant[] {
  const { body } = request;
  const changed: Readonly<Record<string, Buffer>> = {
    "first byte": flipped(body, 0),
    "middle byte": flipped(body, body.length >> 1),
    "last byte": flipped(body, body.length - 1),
    "a space more": Buffer.concat([body, Buffer.from(" ")]),
    "a line break more": Buffer.concat([body, Buffer.from("\n")]),
    "a byte less": body.subarray(0, -1),
    "another body": Buffer.from('{"id":"evt_2"}'),
    "no body": Buffer.alloc(0),
  };
  return Object.entries(changed).map(([name, bytes]) => ({
    name: `body: ${name}`,
    request: { ...request, body: bytes },
    ...(!oracle.senderOnly && { refused: true }),
  }));
}

/** A signature of the same form over something else. */
function strange(digest: string): string {
  if (/^[0-9a-f]+$/.test(digest)) return randomBytes(digest.length >> 1).toString("hex");
  const padding = /=*$/.exec(digest)?.[0] ?? "";
  const random = randomBytes(digest.length)
    .toString("base64")
    .slice(0, digest.length - padding.length);
  return random.slice(0, -2) + digest.slice(digest.length - padding.length - 2);
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** The character behind it in base64: at the end of most signatures its lowest bit lies outside of the bytes. */
const nextCharacter = (character: string): string => alphabet[alphabet.indexOf(character) + 1] ?? "A";

const same = (left: Draft, right: Draft): boolean =>
  left.url === right.url &&
  left.body.equals(right.body) &&
  JSON.stringify(left.headers) === JSON.stringify(right.headers);

const isHex = (text: string): boolean => /^(?:[0-9a-f]{2})+$/.test(text);

/** Changes of the signature's text. */
function signatures({ oracle }: Sender, request: Draft): Variant[] {
  const place = placeOf(oracle, request);
  const { before, digest, after } = place;
  const within = (text: string): Draft => place.put(before + text + after);
  const whole = before + digest + after;
  const foreign = strange(digest);
  const refused: Record<string, Draft> = {
    "first character": within(at(digest, 0)),
    "middle character": within(at(digest, digest.length >> 1)),
    "without its first character": within(digest.slice(1)),
    "another's": within(foreign),
    "only its first half": within(digest.slice(0, digest.length >> 1)),
    "empty digest": within(""),
    empty: place.put(""),
    "junk after": place.put(`${whole}x`),
    "junk after a space": place.put(`${whole} x`),
    "junk before": place.put(`x${whole}`),
    zeros: within(digest.replace(/[A-Za-z0-9]/g, "0")),
  };
  const either: Record<string, Draft> = {};
  if (isHex(digest)) {
    either["upper case"] = within(digest.toUpperCase());
    refused["in base64"] = within(Buffer.from(digest, "hex").toString("base64"));
    refused["hex junk after"] = within(`${digest}zz`);
    refused["hex byte after"] = within(`${digest}00`);
  } else {
    either["without padding"] = within(digest.replace(/=+$/, ""));
    either["padding more"] = within(`${digest}=`);
    either["in the other alphabet"] = within(
      digest.replace(/[+/_-]/g, (character) => ({ "+": "-", "/": "_", "-": "+", _: "/" })[character] ?? ""),
    );
    refused["a character less"] = within(digest.replace(/.(=*)$/, "$1"));
    either["with bits that mean nothing"] = within(digest.replace(/[A-Za-z0-9+/_-](?==*$)/, nextCharacter));
    refused["in hex"] = within(Buffer.from(digest, "base64").toString("hex"));
    refused["lower case"] = within(digest.toLowerCase());
  }
  const prefix = /([A-Za-z0-9-]+[=,:] ?)$/.exec(before)?.[1];
  if (prefix) {
    refused["no prefix"] = place.put(before.slice(0, -prefix.length) + digest + after);
    refused["another prefix"] = place.put(`${before.slice(0, -prefix.length)}x${prefix}${digest}${after}`);
    either["prefix in upper case"] = place.put(
      before.slice(0, -prefix.length) + prefix.toUpperCase() + digest + after,
    );
  }
  const named = prefix ?? "";
  const separators = before.includes(";") ? [";"] : [",", ", ", " "];
  for (const separator of separators) {
    const shown = JSON.stringify(separator);
    either[`then another's, after ${shown}`] = place.put(whole + separator + named + foreign);
    either[`after another's and ${shown}`] = place.put(before + foreign + separator + named + digest + after);
    either[`twice, with ${shown}`] = place.put(whole + separator + named + digest);
  }
  const list = (drafts: Record<string, Draft>, mark: { refused?: true }): Variant[] =>
    Object.entries(drafts).map(([name, changed]) => ({
      name: `signature: ${name}`,
      request: changed,
      ...mark,
    }));
  return [...list(refused, { refused: true }), ...list(either, {})].filter(
    (variant) => !same(variant.request, request),
  );
}

/** Headers that the vendor added, each taken away or emptied. */
function missing({ oracle, draft }: Sender, request: Draft): Variant[] {
  return Object.keys(request.headers)
    .filter((name) => !(name in draft.headers) || name === oracle.signature)
    .flatMap((name) => [
      { name: `without ${name}`, request: withHeader(request, name, undefined), refused: true },
      { name: `empty ${name}`, request: withHeader(request, name, ""), refused: true },
    ]);
}

/** The same request at another address. */
function addresses(request: Draft): Variant[] {
  const url = new URL(request.url);
  const changed: Readonly<Record<string, string>> = {
    "another path": request.url.replace(url.pathname, `${url.pathname}x`),
    "a parameter more": `${request.url}${url.search ? "&" : "?"}more=1`,
    "another host": request.url.replace(url.host, "other.example.com"),
  };
  return Object.entries(changed).map(([name, address]) => ({
    name: `url: ${name}`,
    request: { ...request, url: address },
  }));
}

/** A token without algorithm, or with the header of another. */
function tokens({ oracle }: Sender, request: Draft): Variant[] {
  if (typeof oracle.signature !== "string") return [];
  const value = request.headers[oracle.signature] ?? "";
  const [, before = "", head, payload] = /^(.*?)(eyJ[\w-]+)\.([\w-]*)\.[\w-]+$/.exec(value) ?? [];
  if (!head) return [];
  const encode = (json: unknown): string => Buffer.from(JSON.stringify(json)).toString("base64url");
  const none = encode({ alg: "none", typ: "JWT" });
  const put = (text: string): Draft => withHeader(request, oracle.signature as string, before + text);
  return [
    { name: "token: no algorithm", request: put(`${none}.${payload}.`), refused: true },
    { name: "token: no signature", request: put(`${head}.${payload}.`), refused: true },
  ];
}

/** Every variant of one signed request; the first is the request as it is. */
export async function variantsOf(sender: Sender): Promise<readonly Variant[]> {
  const { oracle, draft, secret, nowMs, sign } = sender;
  const now = atMoment(oracle.time ?? "s", nowMs);
  const request = await sign(draft, secret, now);
  const impostor = await sign(draft, oracle.secret(), now);
  const variants: Variant[] = [
    { name: "as signed", request, refused: false },
    { name: "no content type", request: withHeader(request, "content-type", undefined) },
    { name: "another secret", request: impostor, refused: true },
    ...bodies(sender, request),
    ...signatures(sender, request),
    ...missing(sender, request),
    ...addresses(request),
    ...tokens(sender, request),
  ];
  if (!oracle.time) return variants;
  for (const { name, moment } of oddTimes(oracle.time, nowMs)) {
    // An SDK may refuse to sign such a time; then nobody sends one.
    const dated = await sign(draft, secret, moment).catch(() => undefined);
    if (dated) variants.push({ name: `time: ${name}`, request: dated });
  }
  const later = placeOf(oracle, await sign(draft, secret, atMoment(oracle.time, nowMs + 1_000)));
  const { digest } = placeOf(oracle, request);
  variants.push({
    name: "time: changed afterwards",
    request: later.put(later.before + digest + later.after),
    refused: true,
  });
  return variants;
}
