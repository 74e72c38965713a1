import { decodeUtf8, parseJson } from "../../../core/json/json.ts";

/** How else a key may be written. */
interface Notation {
  readonly text: string;
  /** As the end of a sentence. */
  readonly what: string;
}

/** DER header of an ed25519 public key (RFC 8410); the 32 bytes of the key follow. */
const ed25519Prefix = Buffer.from("302a300506032b6570032100", "hex");

const isHexText = (text: string): boolean => /^(?:[0-9a-f]{2}){4,}$/i.test(text);
const isBase64Text = (text: string): boolean =>
  /^[A-Za-z0-9+/_-]{4,}={0,2}$/.test(text) && text.replace(/=+$/, "").length % 4 !== 1;

/** How secrets of many vendors begin. Where the beginning belongs to the key, it may have been cut off. */
const knownBeginnings = ["whsec_", "v1,whsec_", "whpk_", "sk_live_", "sk_test_", "secret_", "key_", "token_"];

/** What stands before a secret, to an underscore or comma. */
const secretBeginnings = (text: string): readonly string[] =>
  Array.from(text.matchAll(/[_,:.-]/g), ({ index }) => text.slice(0, index + 1)).filter(
    (beginning) => beginning.length <= 16 && text.length - beginning.length >= 6,
  );

/** The text inside PEM's lines. */
const armoured = /-----BEGIN [A-Z ]+-----([\s\S]*?)-----END [A-Z ]+-----/;

function derOf(text: string): Buffer | undefined {
  const [, inner] = armoured.exec(text) ?? [];
  return inner === undefined ? undefined : Buffer.from(inner.replace(/\\[nr]|\s/g, ""), "base64");
}

function jwkBytes(text: string): Buffer | undefined {
  const value = text.startsWith("{") ? parseJson(text)?.value : undefined;
  const key = (value as { readonly x?: unknown; readonly k?: unknown } | undefined) ?? {};
  const part = key.k ?? key.x;
  return typeof part === "string" ? Buffer.from(part, "base64url") : undefined;
}

interface KeyText {
  readonly bytes: Buffer;
  readonly as: string;
}

/** The bytes that a text may stand for. */
function bytesIn(text: string): readonly KeyText[] {
  const der = derOf(text);
  const jwk = jwkBytes(text);
  const found: KeyText[] = [{ bytes: Buffer.from(text), as: "text" }];
  if (isHexText(text)) found.push({ bytes: Buffer.from(text, "hex"), as: "hex" });
  if (isBase64Text(text)) found.push({ bytes: Buffer.from(text, "base64"), as: "base64" });
  if (der) found.push({ bytes: der, as: "PEM" });
  if (jwk) found.push({ bytes: jwk, as: "a JWK" });
  return found.flatMap((one) => {
    const raw =
      one.bytes.length === 44 && one.bytes.subarray(0, 12).equals(ed25519Prefix)
        ? [one.bytes.subarray(12)]
        : [];
    const whole =
      one.bytes.length === 32 && one.as !== "text" ? [Buffer.concat([ed25519Prefix, one.bytes])] : [];
    return [one, ...[...raw, ...whole].map((bytes) => ({ bytes, as: one.as }))];
  });
}

const pemText = (der: Buffer): string =>
  [
    "-----BEGIN PUBLIC KEY-----",
    ...(der.toString("base64").match(/.{1,64}/g) ?? []),
    "-----END PUBLIC KEY-----",
    "",
  ].join("\n");

/** A text for bytes, in every notation. */
function written({ bytes, as }: KeyText): readonly Notation[] {
  const text = decodeUtf8(bytes);
  const from = as === "text" ? "" : ` instead of ${as}`;
  const plain =
    text === undefined || text.includes("\0") ? [] : [{ text, what: `written as plain text${from}` }];
  return [
    ...plain,
    ...plain.map(({ text: one }) => ({ text: one.trim(), what: `written as plain text${from}` })),
    { text: bytes.toString("hex"), what: `written as hex${from}` },
    { text: bytes.toString("hex").toUpperCase(), what: `written as hex in capitals${from}` },
    { text: bytes.toString("base64"), what: `written as base64${from}` },
    { text: bytes.toString("base64").replace(/=+$/, ""), what: `written as base64 without padding${from}` },
    { text: bytes.toString("base64url"), what: `written as base64url${from}` },
    ...(bytes.length > 30 && as !== "text" ? [{ text: pemText(bytes), what: `written as PEM${from}` }] : []),
  ];
}

const characterNames: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,5})|#x([0-9a-f]{1,4})|(\w+));/gi, (whole, decimal, hex, name: string) => {
    if (decimal) return String.fromCharCode(Number(decimal));
    return hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (characterNames[name] ?? whole);
  });
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The same text in other letters. */
const respelledTexts = (text: string): readonly Notation[] => [
  { text: percentDecoded(text), what: "without its percent-encoding" },
  { text: percentDecoded(text.replaceAll("+", " ")), what: "without its percent-encoding" },
  { text: encodeURIComponent(text), what: "percent-encoded" },
  { text: withoutEntities(text), what: "without HTML entities" },
  { text: text.toLowerCase(), what: "in small letters" },
  { text: text.toUpperCase(), what: "in capitals" },
  {
    text: text.replaceAll("-", "+").replaceAll("_", "/"),
    what: "in the letters of base64 instead of base64url",
  },
  {
    text: text.replaceAll("+", "-").replaceAll("/", "_"),
    what: "in the letters of base64url instead of base64",
  },
  { text: text.replace(/=+$/, ""), what: "without its padding" },
  { text: text.replaceAll("-", ""), what: "without its hyphens" },
];

/**
 * A secret in the other notations in which it may have been meant.
 * @param beginnings how secrets of its provider begin
 */
export function notationsOf(text: string, beginnings: readonly string[]): readonly Notation[] {
  const found = new Map<string, string>();
  const add = (all: readonly Notation[], before = ""): void => {
    for (const { text: one, what } of all)
      if (one !== "" && before + one !== text && !found.has(before + one)) found.set(before + one, what);
  };
  const put = [...new Set([...beginnings, ...knownBeginnings])];
  const cut = [...put, ...secretBeginnings(text)].filter(
    (beginning) => beginning !== "" && text.startsWith(beginning),
  );
  const bare = cut.map((beginning) => ({
    text: text.slice(beginning.length),
    what: "without the beginning that is not part of the key",
  }));
  add(
    put.map((beginning) => ({ text: beginning + text, what: "with the beginning that is part of the key" })),
  );
  add(bare);
  add(respelledTexts(text));
  for (const key of bytesIn(text)) {
    add(written(key));
    // Encoded twice.
    const inner = decodeUtf8(key.bytes)?.trim();
    if (key.as !== "text" && inner) for (const again of bytesIn(inner).slice(1)) add(written(again));
    for (const beginning of put) add(written(key), beginning);
  }
  for (const { text: rest } of bare)
    for (const key of bytesIn(rest)) {
      add(written(key));
      for (const beginning of cut) add(written(key), beginning);
    }
  return Array.from(found, ([one, what]) => ({ text: one, what }));
}
