import type { Condition } from "../../core/condition.ts";
import type {
  BodyRendering,
  Encoding,
  FetchedKeySignature,
  HmacSignature,
  JwtSignature,
  KeyFormat,
  PublicKeySignature,
  SchemeName,
  Signature,
  SortedParametersSignature,
  TokenRules,
} from "../../core/signature.ts";
import { signatureOptions } from "../../core/signature-options.ts";
import type { Freshness, SignatureLayout } from "../../core/signature-parts.ts";
import { similarNames } from "../../core/text/similar-names.ts";
import { type SignatureFault, timeFault } from "./time-fault.ts";

/** Words in a list that the compiler holds complete. */
const list = <Word extends string>(all: Readonly<Record<Word, true>>): readonly string[] => Object.keys(all);

const keyFormats = list<Extract<KeyFormat, string>>({
  utf8: true,
  "utf8-not-jwk": true,
  nfkd: true,
  html: true,
  hex: true,
  base64: true,
  sha1: true,
  whsec: true,
});
const tokenSecrets = list<Extract<TokenRules["key"], string>>({
  utf8: true,
  pem: true,
  jwk: true,
  "utf8-or-jwk": true,
});
const publicKeys = list<PublicKeySignature["key"]>({
  "raw-hex": true,
  "raw-base64": true,
  "spki-base64": true,
  pem: true,
});

/** The options that take only a few words, with these. */
const words: Readonly<Record<string, readonly string[]>> = {
  hash: list<HmacSignature["hash"]>({ sha1: true, sha256: true, sha512: true }),
  hashes: list<SortedParametersSignature["hashes"][number]>({
    md5: true,
    sha1: true,
    sha256: true,
    sha512: true,
  }),
  encoding: list<Encoding>({ hex: true, base64: true, base64url: true }),
  algorithm: list<PublicKeySignature["algorithm"]>({
    ed25519: true,
    "ecdsa-sha256": true,
    "rsa-sha256": true,
    "rsa-sha1": true,
  }),
  algorithms: list<TokenRules["algorithms"][number]>({
    HS256: true,
    HS384: true,
    HS512: true,
    ES256: true,
    RS256: true,
  }),
  timestampUnit: list<NonNullable<Freshness["timestampUnit"]>>({ s: true, ms: true, unix: true, iso: true }),
  parts: list<NonNullable<SignatureLayout["parts"]>>({ "timestamp-first": true }),
  holds: list<FetchedKeySignature["holds"]>({ "public-key": true, certificate: true }),
};

/** The members of options that are objects. */
const optionMembers: Readonly<Record<string, readonly string[]>> = {
  fields: list<keyof NonNullable<SignatureLayout["fields"]>>({ signature: true, timestamp: true }),
  only: list<keyof Condition>({ when: true, equals: true }),
  bodyHash: list<keyof NonNullable<JwtSignature["bodyHash"]>>({ claim: true, encoding: true }),
};

const bodyRenderings = list<BodyRendering>({
  base64: true,
  sha256: true,
  crc32: true,
  json: true,
  ascii: true,
});

/** What may stand in the braces of a signed text. */
const signedName = new RegExp(
  `^(?:${[
    `body(?: as (?:${bodyRenderings.join("|")}))?`,
    "timestamp|method|url(?: without query)?|query in order|secret",
    "(?:field|header|query|form):.+|form as php without .+|body:/.+",
  ].join("|")})$`,
  "s",
);
const commonPlaceholders = [
  "body",
  "timestamp",
  "url",
  "url without query",
  "method",
  "secret",
  "body as base64",
];

type Options = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function instead(wrong: string, right: readonly string[]): string {
  const [similar] = similarNames(wrong, right);
  return similar === undefined ? `Write one of ${right.join(", ")}.` : `Write ${similar}, if that is meant.`;
}

/** The options that a scheme needs, and all that it has. */
function knownOptions(scheme: SchemeName): {
  readonly needed: readonly string[];
  readonly known: readonly string[];
} {
  const { required, optional } = signatureOptions[scheme];
  const needed = required.split(" ").filter(Boolean);
  return { needed, known: ["scheme", ...needed, ...optional.split(" ")] };
}

function optionFault(options: Options): SignatureFault | undefined {
  const scheme = String(options.scheme);
  const names = Object.keys(signatureOptions);
  if (!names.includes(scheme))
    return { what: `has the scheme "${scheme}", which does not exist`, remedy: instead(scheme, names) };
  const { needed, known } = knownOptions(scheme as SchemeName);
  for (const name of Object.keys(options).filter((one) => !known.includes(one)))
    return { what: `has the option "${name}", which ${scheme} does not have`, remedy: instead(name, known) };
  const missing = needed.find((name) => options[name] === undefined);
  if (missing)
    return { what: `lacks \`${missing}\``, remedy: `Add it: ${scheme} needs ${needed.join(", ")}.` };
  for (const [name, allowed] of Object.entries(optionMembers)) {
    const value = options[name];
    const wrong = isMembers(value) && Object.keys(value).find((one) => !allowed.includes(one));
    if (wrong) return { what: `has "${wrong}" in \`${name}\``, remedy: instead(wrong, allowed) };
  }
  return undefined;
}

function wordFault(options: Options): SignatureFault | undefined {
  const keys = "algorithms" in options ? tokenSecrets : "algorithm" in options ? publicKeys : keyFormats;
  for (const [name, allowed] of Object.entries({ ...words, key: keys })) {
    const given = [options[name]].flat().filter((value) => value !== undefined && typeof value !== "object");
    const wrong = given.find((value) => !allowed.includes(String(value)));
    if (wrong !== undefined)
      return { what: `has \`${name}: "${wrong}"\``, remedy: `Write one of ${allowed.join(", ")}.` };
  }
  return undefined;
}

/** Every text in an option. */
const textsIn = (value: unknown): readonly string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

function placeFault(options: Options): SignatureFault | undefined {
  const hasLayout = "header" in options || "from" in options;
  const { known } = knownOptions(options.scheme as SchemeName);
  const takesEither = known.includes("header") && known.includes("from");
  if (takesEither && (!hasLayout || (options.header && options.from)))
    return {
      what: hasLayout ? "has both `header` and `from`" : "says nowhere where it is",
      remedy: 'Give one of them: header: "x-signature", or from: "query:signature".',
    };
  const headers = [options.header, options.signedHeaders].flatMap(textsIn);
  const pointed = textsIn(options).flatMap((text) => text.match(/\bheader:[^{}\s]+/g) ?? []);
  const upper = [...headers, ...pointed].find((name) => /[A-Z]/.test(name));
  if (upper === undefined) return undefined;
  return {
    what: `looks for "${upper}"`,
    remedy: `Write header names in lower case, as requests are read: "${upper.toLowerCase()}".`,
  };
}

function templateFault(options: Options): SignatureFault | undefined {
  const templates = textsIn(options.signed);
  const names = templates.flatMap((text) =>
    Array.from(text.matchAll(/\{([^{}]*)\}/g), ([, name = ""]) => name),
  );
  const wrong = names.find((name) => !signedName.test(name));
  if (wrong !== undefined)
    return {
      what: `signs "{${wrong}}", which is not known`,
      remedy: `${instead(wrong, commonPlaceholders)} Pointers such as {header:x-id} and {body:/id} can be signed too.`,
    };
  const { timestamp, fields, parts } = options as Partial<Freshness & SignatureLayout>;
  if (names.includes("timestamp") && !timestamp && !fields?.timestamp && !parts)
    return {
      what: "signs {timestamp} and does not say where that is",
      remedy: 'Add timestamp: "header:x-timestamp", or its name in `fields`.',
    };
  return undefined;
}

/**
 * The first fault of a signature that could only refuse, or fail on, every request, or would take one of any age;
 * undefined for a right one.
 */
export function signatureFault(signature: Signature): SignatureFault | undefined {
  const options: Options = { ...signature };
  const fault = optionFault(options) ?? wordFault(options) ?? placeFault(options) ?? templateFault(options);
  if (fault) return fault;
  const takesText = signatureOptions[signature.scheme].optional.split(" ").includes("signed");
  return timeFault(options, takesText);
}
