import type { Provider } from "../../../core/provider.ts";
import type { KeyFormat } from "../../../core/signature.ts";
import { code, signedWords } from "../../../signatures/parts/words.ts";
import type { PlainHmac } from "../../../signatures/plain-form.ts";

/** What keeps a webhook source of EventBridge from taking a vendor's deliveries, and how far it does. */
export interface Obstacle {
  readonly verdict: "by hand" | "perhaps" | "no";
  readonly reason: string;
}

/** The longest tolerance that AWS takes. */
const mostAwsSeconds = 900;

/** The three texts that AWS can check, each with its name in the API. */
const compositions: readonly (readonly [name: string, template: RegExp])[] = [
  ["BODY", /^\{body\}$/],
  ["TIMESTAMP_DOT_BODY", /^\{timestamp\}\.\{body\}$/],
  ["MESSAGE_ID_DOT_TIMESTAMP_DOT_BODY", /^\{header:[^{}]+\}\.\{timestamp\}\.\{body\}$/],
];

function compositionOf({ signed = "{body}" }: PlainHmac): string | undefined {
  const names = [signed]
    .flat()
    .map((template) => compositions.find(([, pattern]) => pattern.test(template))?.[0]);
  return new Set(names).size === 1 ? names[0] : undefined;
}

/** What must be done to a secret before AWS reads the same key in it; "" where it reads it as it is. */
const conversions: Readonly<Record<KeyFormat & string, string>> = {
  utf8: "",
  "utf8-not-jwk": "",
  base64: "",
  whsec: "",
  hex: "write its hexadecimal secret in Base64",
  sha1: "write the SHA-1 of its secret in Base64",
  nfkd: "write its secret in Unicode's form NFKD",
  html: "resolve HTML entities in its secret",
};

function conversionOf(key: KeyFormat = "utf8"): string {
  if (typeof key === "string") return conversions[key];
  if ("suffix" in key) return `write \`${key.suffix}\` after its secret`;
  // Either kind can be stored: the one who stores it sees which.
  if ("textPrefix" in key || key.prefix === "whsec_") return "";
  return `cut \`${key.prefix}\` off its secret`;
}

const isText = (key: KeyFormat = "utf8"): boolean =>
  typeof key === "string" ? ["utf8", "utf8-not-jwk", "nfkd", "html"].includes(key) : "suffix" in key;

const encodingOfSecret = (key: KeyFormat | undefined): string => {
  if (typeof key === "object" && "textPrefix" in key)
    return `RAW if it begins with \`${key.textPrefix}\`, else BASE64`;
  return isText(key) ? "RAW" : "BASE64";
};

const signsTime = (form: PlainHmac): boolean => compositionOf(form)?.includes("TIMESTAMP") ?? false;

/** What is in the way of a signed time that AWS checks. */
function obstaclesOfTime(form: PlainHmac, { retries }: Provider): readonly Obstacle[] {
  if (!signsTime(form)) return [];
  const { toleranceSeconds: tolerance = 0, timestampUnit: unit = "s", parts } = form;
  const found: Obstacle[] = [];
  if (parts) found.push({ verdict: "no", reason: "no text before the time in its header" });
  if (tolerance === "unlimited" || tolerance > mostAwsSeconds) {
    const reason = `needs a tolerance of ${tolerance} s, and AWS has ${mostAwsSeconds} s at most`;
    // Attempts that are signed anew are late only by the way that they take.
    found.push({ verdict: retries?.signed === "anew" ? "perhaps" : "no", reason });
  }
  if (unit !== "s") {
    const reason = `its time is written as \`${unit}\`, and no page found says what AWS reads`;
    found.push({ verdict: "perhaps", reason });
  }
  return found;
}

/** What is in the way of an HMAC. */
export function obstaclesOfHmac(form: PlainHmac, provider: Provider): readonly Obstacle[] {
  const found: (Obstacle | readonly Obstacle[])[] = [];
  const no = (reason: string): void => void found.push({ verdict: "no", reason });
  if (form.hash === "sha512") no("HMAC-SHA512");
  if (form.encoding === "base64url") no("signature in Base64url");
  if (form.from !== undefined) no("signature not in a header");
  if (compositionOf(form) === undefined) no(`signs ${signedWords(form)}`);
  if (form.fields?.signature === "*") no("the signature's field has no fixed name");
  if ((form.separator ?? "").length > 1) no("two separators in its header");
  found.push(obstaclesOfTime(form, provider));
  const conversion = conversionOf(form.key);
  if (conversion !== "") found.push({ verdict: "by hand", reason: conversion });
  return found.flat();
}

/** How a webhook source is set up for an HMAC, in AWS's words. */
export function settingsOfHmac(form: PlainHmac): string {
  const { header, fields, separator, assign = "=", prefix, timestamp, signed } = form;
  const [signature] = [header ?? []].flat();
  const before = fields ? `${fields.signature}${assign}` : prefix;
  const delimiter = separator ?? (fields && ",");
  const composition = compositionOf(form);
  const isTimed = signsTime(form);
  const id = /^\{header:([^{}]+)\}/.exec([signed].flat().join(""))?.[1];
  const time = fields?.timestamp
    ? `time behind ${code(fields.timestamp + assign)}`
    : `time in ${code(String(timestamp).replace("header:", ""))}`;
  return [
    `HMAC ${form.hash.toUpperCase()}, ${form.encoding.toUpperCase()}: ${code(String(signature))}`,
    ...(before ? [`prefix ${code(before)}`] : []),
    ...(delimiter ? [`delimiter ${delimiter === " " ? "a space" : code(delimiter)}`] : []),
    ...(id && isTimed ? [`id in ${code(id)}`] : []),
    ...(isTimed ? [time] : []),
    ...(composition ? [composition] : []),
    ...(!isTimed && timestamp ? ["its time is not checked"] : []),
    `secret ${encodingOfSecret(form.key)}`,
  ].join(", ");
}
