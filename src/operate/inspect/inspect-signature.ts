import { factsOf } from "../../core/facts.ts";
import { type Facts, readValue } from "../../core/pointers.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { Signature } from "../../core/signature.ts";
import { signatureLocations } from "../../signatures/choose.ts";
import { windowOf } from "../../signatures/describe.ts";
import { parseTimestamp, timestampText } from "../../signatures/parts/freshness.ts";
import { type ParsedHeader, readSignatures } from "../../signatures/parts/layout.ts";
import { type NamedPart, namedParts, type SignedFrom, templatesOf } from "../../signatures/parts/template.ts";
import type { SignatureFacts, SignedPiece } from "../requests.ts";
import { type SignedRules, signedRulesOf } from "./signed-rules.ts";

/** A request twice: as it came, and as it may be shown. */
export interface InspectedRequest {
  readonly raw: WebhookRequest;
  /** Without secrets, tokens and what is redacted, and with signatures shortened. */
  readonly shown: WebhookRequest;
  /** When it came, in ms since 1970. */
  readonly atMs: number;
}

/** What can be told of a signature, beside its scheme in words. */
export type InspectedSignature = Pick<
  SignatureFacts,
  "templates" | "signed" | "found" | "signedAt" | "ageSeconds" | "toleranceSeconds"
>;

/** Characters of a part that are shown. */
const mostShownLetters = 240;

/** What stands in place of a secret in the signed text. */
const secretMark = "[secret]";

const lengthOfPart = (part: NamedPart["part"]): number =>
  typeof part === "string" ? Buffer.byteLength(part) : (part?.length ?? 0);

/** Digests are no text, and a digest of what is shown would be another one. */
const isDigest = (name: string): boolean => /^body as (?:sha256|crc32)$/.test(name);

function pieceOf({ name, part }: NamedPart, raw: NamedPart["part"]): SignedPiece {
  const named = name === undefined ? {} : { name };
  const bytes = lengthOfPart(raw);
  if (name === "secret") return { ...named, text: secretMark };
  if (name !== undefined && isDigest(name)) return { ...named, more: bytes };
  const whole = typeof part === "string" ? part : Buffer.from(part ?? []).toString("utf8");
  const text =
    part === undefined ? "[hidden]" : whole.slice(0, mostShownLetters).replace(/[\ud800-\udbff]$/, "");
  const isCut = part !== undefined && text.length < whole.length;
  return { ...named, text, ...(isCut && { more: Math.max(1, bytes - Buffer.byteLength(text)) }) };
}

/** Only a text in the form of a time is one: the place may hold anything. */
const signedMsOf = ({ text: { timestampUnit = "s" } }: SignedRules, text: string | undefined) =>
  text === undefined ? undefined : parseTimestamp(text, timestampUnit);

const headerOf = ({ layout }: SignedRules, facts: Facts): ParsedHeader | undefined => {
  const found = layout && readSignatures(layout, facts);
  return found === "missing" ? undefined : found;
};

/** What was signed, in parts: of several templates the first that the request has the values for. */
function signedPieces(
  rules: SignedRules,
  { raw, shown }: InspectedRequest,
  timestamp: string | undefined,
): readonly SignedPiece[] | undefined {
  const sourceOf = (request: WebhookRequest): SignedFrom => {
    const facts = factsOf(request);
    const fields = headerOf(rules, facts)?.fields;
    return { request, facts, timestamp, secret: secretMark, ...(fields && { fields }) };
  };
  const [from, shownFrom] = [sourceOf(raw), sourceOf(shown)];
  for (const template of templatesOf(rules.text)) {
    const parts = namedParts(template, from);
    if (parts.some(({ part }) => part === undefined)) continue;
    return namedParts(template, shownFrom).map((part, index) => pieceOf(part, parts[index]?.part));
  }
  return undefined;
}

/** What a request was signed with and over. Nothing is computed with a secret, and nothing is shown that the request as it may be shown has not. */
export function inspectSignature(signature: Signature, request: InspectedRequest): InspectedSignature {
  const rules = signedRulesOf(signature);
  const shownFacts = factsOf(request.shown);
  const found = signatureLocations(signature).flatMap((location) => {
    const value = readValue(shownFacts, location);
    return value === undefined ? [] : [{ location, value }];
  });
  const window = windowOf(signature);
  const common = { found, ...(window !== undefined && { toleranceSeconds: window }) };
  if (!rules) return common;
  const facts = factsOf(request.raw);
  const text = timestampText(rules.text, facts, headerOf(rules, facts)?.timestamp);
  const signedMs = signedMsOf(rules, text);
  const signed = signedPieces(rules, request, signedMs === undefined ? undefined : text);
  return {
    ...common,
    templates: templatesOf(rules.text),
    ...(signed && { signed }),
    ...(signedMs !== undefined && {
      signedAt: new Date(signedMs).toISOString(),
      ageSeconds: Math.floor((request.atMs - signedMs) / 1000),
    }),
  };
}
