/** The right secret is kept, but not as its text is. */
import { createPublicKey } from "node:crypto";
import type { CauseWord } from "../../../../../src/operate/explain/explanation.ts";
import { type Kind, kept } from "../change.ts";
import type { Genuine } from "../genuine.ts";

/** What the source keeps in place of the secret; undefined where that makes no sense. */
type Keep = (secret: string, genuine: Genuine) => string | undefined;

const keeping =
  (word: CauseWord, about: string, keep: Keep, accept: readonly CauseWord[] = []) =>
  (name: string): Kind => ({
    word,
    name,
    change(genuine) {
      const { secret } = genuine.key;
      const text = keep(secret, genuine);
      return text === undefined || text === secret
        ? undefined
        : { about, configured: kept(genuine, text), hidden: [secret], accept };
    },
  });

const wrapped = (about: string, keep: Keep, accept?: readonly CauseWord[]) =>
  keeping("secret-wrapped", about, keep, accept);
const around = (before: string, after: string) =>
  wrapped(
    `The secret is kept as ${JSON.stringify(`${before}…${after}`)}.`,
    (secret) => before + secret + after,
  );

const variable = ({ provider }: Genuine): string => provider.id.replaceAll("-", "_").toUpperCase();

/** In the middle, where nothing trims it. */
const inside = (character: string): Keep => {
  return (secret) => secret.slice(0, 9) + character + secret.slice(9);
};

const wrappings: Readonly<Record<string, (name: string) => Kind>> = {
  "double-quotes": around('"', '"'),
  "single-quotes": around("'", "'"),
  backticks: around("`", "`"),
  "curly-quotes": around("\u201c", "\u201d"),
  "single-curly-quotes": around("\u2018", "\u2019"),
  "escaped-quotes": around('\\"', '\\"'),
  "quote-at-the-end": around("", '"'),
  "quote-at-the-start": around("'", ""),
  "double-quoted-twice": around("\"'", "'\""),
  "json-list-in-a-list": around('["', '"]'),
  "json-list-in-single-quotes": around("'[\"", "\"]'"),
  "json-secret": around('{"secret":"', '"}'),
  "json-spaced": around('{ "signingSecret": "', '" }'),
  "json-of-secrets-manager": wrapped(
    "The secret is kept as JSON with a variable's name.",
    (secret, genuine) => JSON.stringify({ [`${variable(genuine)}_SECRET`]: secret }),
  ),
  "json-with-two": around('{"username":"hookbridge","secret":"', '"}'),
  variable: wrapped("A variable's name stands before it.", (s, g) => `${variable(g)}_WEBHOOK_SECRET=${s}`),
  "variable-quoted": wrapped("A line of a settings file.", (s, g) => `${variable(g)}_SECRET="${s}"`),
  "variable-exported": wrapped("A line of a shell script.", (s, g) => `export ${variable(g)}_SECRET='${s}'`),
  "variable-lower": around("secret=", ""),
  "variable-spaced": around("WEBHOOK_SECRET = ", ""),
  yaml: around("secret: ", ""),
  "yaml-quoted": around('signing_secret: "', '"'),
  "header-of-its-own": around("X-Webhook-Token: ", ""),
  bearer: around("Bearer ", ""),
  "bearer-lower": around("bearer ", ""),
  "token-word": around("Token ", ""),
  authorization: around("Authorization: Bearer ", ""),
  angle: around("<", ">"),
  brackets: around("[", "]"),
  parentheses: around("(", ")"),
  comma: around("", ","),
  semicolon: around("", ";"),
  "full-stop": around("", "."),
  "no-break-space-inside": wrapped("A no-break space stands in it.", inside("\u00a0")),
  "no-break-space-in-quotes": around('"\u00a0', '"'),
  "zero-width-before": around("\u200b", ""),
  "zero-width-after": around("", "\u200b"),
  "zero-width-inside": wrapped("A zero-width space stands in it.", inside("\u200b")),
  "soft-hyphen-inside": wrapped("A soft hyphen stands in it.", inside("\u00ad")),
  "word-joiner-after": around("", "\u2060"),
  "byte-order-mark-and-quote": around('\ufeff"', '"'),
  "left-to-right-mark": around("\u200e", ""),
  "line-break-inside": wrapped("A line break stands in it.", inside("\n")),
  "space-inside": wrapped("A space stands in it.", inside(" ")),
  "written-line-break": around("", "\\n"),
  "written-crlf": around("", "\\r\\n"),
  "nul-after": around("", "\u0000"),
};

const isHex = (text: string): boolean => /^(?:[0-9a-f]{2}){8,}$/i.test(text);
const isBase64 = (text: string): boolean =>
  /^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(text) && text.replace(/=+$/, "").length % 4 !== 1;

/** The bytes of a key that is encoded bytes, and what stands before them. */
function encodedKey({ key: { secret }, signature }: Genuine): { before: string; bytes: Buffer } | undefined {
  const format = "key" in signature ? signature.key : undefined;
  const inner = /^((?:v1,)?whsec_|[a-z_]+_(?=[A-Za-z0-9+/]{30,}=*$))?(.*)$/s.exec(secret);
  const [, before = "", rest = ""] = inner ?? [];
  if (format === "hex" && isHex(secret)) return { before: "", bytes: Buffer.from(secret, "hex") };
  if (format === "base64" && isBase64(secret)) return { before: "", bytes: Buffer.from(secret, "base64") };
  const isEncoded =
    format === "whsec" ||
    signature.scheme === "standard-webhooks" ||
    (typeof format === "object" && "prefix" in format);
  return isEncoded && isBase64(rest) ? { before, bytes: Buffer.from(rest, "base64") } : undefined;
}

const decoding = (about: string, keep: Keep, accept?: readonly CauseWord[]) =>
  keeping("secret-decoding", about, keep, accept);

const asText = (genuine: Genuine): boolean => encodedKey(genuine) === undefined && !isPublicKey(genuine);
const isPublicKey = ({ signature }: Genuine): boolean => signature.scheme === "public-key";

/** The DER of a public key, out of any of its forms. */
function spki({ key: { secret }, signature }: Genuine): Buffer | undefined {
  if (signature.scheme !== "public-key") return undefined;
  const head = Buffer.from("302a300506032b6570032100", "hex");
  if (signature.key === "raw-hex") return Buffer.concat([head, Buffer.from(secret, "hex")]);
  if (signature.key === "raw-base64") return Buffer.concat([head, Buffer.from(secret, "base64")]);
  if (signature.key === "spki-base64") return Buffer.from(secret, "base64");
  return createPublicKey(secret).export({ format: "der", type: "spki" });
}

const pemOf = (der: Buffer): string =>
  createPublicKey({ key: der, format: "der", type: "spki" })
    .export({ format: "pem", type: "spki" })
    .toString();

const decodings: Readonly<Record<string, (name: string) => Kind>> = {
  "text-as-base64": decoding("The secret's text is kept in base64.", (secret, genuine) =>
    asText(genuine) ? Buffer.from(secret).toString("base64") : undefined,
  ),
  "text-as-base64url": decoding("The secret's text is kept in base64url.", (secret, genuine) =>
    asText(genuine) ? Buffer.from(secret).toString("base64url") : undefined,
  ),
  "text-as-base64-with-break": decoding(
    "`echo secret | base64` took its line break too.",
    (secret, genuine) => (asText(genuine) ? Buffer.from(`${secret}\n`).toString("base64") : undefined),
  ),
  "text-as-hex": decoding("The secret's text is kept in hex.", (secret, genuine) =>
    asText(genuine) ? Buffer.from(secret).toString("hex") : undefined,
  ),
  "hex-text-as-base64": decoding(
    "The secret, hex as it is shown, was read as bytes and kept in base64.",
    (secret, genuine) =>
      asText(genuine) && isHex(secret) ? Buffer.from(secret, "hex").toString("base64") : undefined,
  ),
  "bytes-as-hex": decoding("The secret's bytes are kept in hex.", (_, genuine) =>
    encodedKey(genuine)?.bytes.toString("hex"),
  ),
  "bytes-as-base64": decoding(
    "The secret's bytes are kept in base64 where hex is meant.",
    (secret, genuine) => (isHex(secret) ? encodedKey(genuine)?.bytes.toString("base64") : undefined),
  ),
  "encoded-twice": decoding(
    "The secret, which is base64 already, was encoded once more.",
    (secret, genuine) => (encodedKey(genuine) ? Buffer.from(secret).toString("base64") : undefined),
  ),
  "rest-encoded-twice": decoding("What is behind the prefix was encoded once more.", (secret, genuine) => {
    const before = encodedKey(genuine)?.before;
    return before ? before + Buffer.from(secret.slice(before.length)).toString("base64") : undefined;
  }),
  "prefix-cut": decoding("The prefix, which belongs to the key, was cut off.", (secret, { provider }) => {
    const { begins = "" } = provider.setup.form ?? {};
    const [, known = ""] =
      /^((?:v1,)?whsec_|[a-z]{2,12}_[a-z]{2,6}_|[a-z]{2,6}_)(?=[A-Za-z0-9+/=_-]{16,}$)/.exec(secret) ?? [];
    const prefix = begins && secret.startsWith(begins) ? begins : known;
    return prefix ? secret.slice(prefix.length) : undefined;
  }),
  "prefix-added": decoding("A prefix was put before it that the key does not have.", (secret, genuine) =>
    asText(genuine) && !secret.startsWith("whsec_") && !secret.includes(":") ? `whsec_${secret}` : undefined,
  ),
  "percent-encoded": decoding("The secret is kept percent-encoded.", (secret) => encodeURIComponent(secret)),
  "html-escaped": decoding("The secret is kept with HTML entities.", (secret) =>
    secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("+", "&#43;"),
  ),
  "pair-as-base64": decoding(
    "User and password are kept as the header has them, in base64.",
    (secret, { signature }) =>
      signature.scheme === "basic-auth" ? Buffer.from(secret).toString("base64") : undefined,
  ),
  "header-value": decoding(
    "User and password are kept as the value of the header.",
    (secret, { signature }) =>
      signature.scheme === "basic-auth" ? `Basic ${Buffer.from(secret).toString("base64")}` : undefined,
    ["secret-wrapped"],
  ),
  "key-as-hex": decoding("The public key's DER is kept in hex.", (_, genuine) =>
    spki(genuine)?.toString("hex"),
  ),
  "key-as-base64": decoding("The public key's DER is kept in base64.", (_, genuine) =>
    spki(genuine)?.toString("base64"),
  ),
  "key-as-pem": decoding("The public key is kept as PEM.", (_, genuine) => {
    const der = spki(genuine);
    return der && pemOf(der);
  }),
  "key-raw-as-hex": decoding("The key's 32 bytes are kept in hex.", (_, genuine) => {
    const der = spki(genuine);
    return der?.length === 44 ? der.subarray(12).toString("hex") : undefined;
  }),
  "key-raw-as-base64": decoding("The key's 32 bytes are kept in base64.", (_, genuine) => {
    const der = spki(genuine);
    return der?.length === 44 ? der.subarray(12).toString("base64") : undefined;
  }),
  "pem-in-base64": decoding("The PEM text is kept in base64.", (_, genuine) => {
    const der = spki(genuine);
    return der && Buffer.from(pemOf(der)).toString("base64");
  }),
};

const kindsIn = (table: Readonly<Record<string, (name: string) => Kind>>): readonly Kind[] =>
  Object.entries(table).map(([name, kindOf]) => kindOf(name));

export const kinds: readonly Kind[] = [...kindsIn(wrappings), ...kindsIn(decodings)];
