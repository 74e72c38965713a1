/** What an explanation must not hold, and where it holds it. */
import { createHash } from "node:crypto";
import { factsOf } from "../../../../src/core/facts.ts";
import { readValue } from "../../../../src/core/pointers.ts";
import { type Provider, signaturesOf } from "../../../../src/core/provider.ts";
import type { WebhookRequest } from "../../../../src/core/request.ts";
import { plainWords } from "../../../../src/operate/explain/engine/safe-explanation.ts";
import { secretsFor } from "../../../../src/recorded/fixtures.ts";
import { schemeOf, signatureLocations } from "../../../../src/signatures/choose.ts";
import { sign } from "../../../../src/signing/sign.ts";
import type { Case, Question } from "./question.ts";
import { requestOf } from "./wire.ts";

/** A text of which no piece may be shown. */
export interface Forbidden {
  readonly what: string;
  readonly text: string;
  /** The shortest piece that counts. */
  readonly piece: number;
}

const shortestPiece = 6;
/** Of digests and encodings: a shorter piece tells nothing, and comes about by chance. */
const longPiece = 10;

const hashes = ["md5", "sha1", "sha256", "sha512"] as const;

/** A secret in all the forms in which it could be shown. */
function formsOf(what: string, secret: string): readonly Forbidden[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((offset) => bytes.subarray(offset).toString("base64").replace(/=+$/, ""));
  const isLong = bytes.length >= shortestPiece;
  const digests = hashes.flatMap((name) => {
    const digest = createHash(name).update(bytes).digest();
    return [digest.toString("hex"), digest.toString("base64"), digest.toString("base64url")].map((text) => ({
      what: `${name} of ${what}`,
      text,
      piece: longPiece,
    }));
  });
  return [
    { what, text: secret, piece: shortestPiece },
    {
      what: `${what}, backwards`,
      text: Array.from(secret).reverse().join(""),
      piece: isLong ? 8 : secret.length,
    },
    ...base64.map((text) => ({ what: `base64 of ${what}`, text, piece: longPiece })),
    { what: `hex of ${what}`, text: bytes.toString("hex"), piece: longPiece },
    ...digests,
  ];
}

const isMeaningful = (text: string): boolean => text.length >= 4;

/** The secrets in a kept text: as it stands, and what is within quotes, JSON or an encoding. */
function secretsIn(kept: string): readonly string[] {
  const inner = kept.match(/[A-Za-z0-9+/=_.:-]{6,}/g) ?? [];
  // A user is no secret, and neither is the name of a variable.
  const values = inner.flatMap((one) => one.replace(/^[A-Za-z_]+[:=]/, ""));
  return [...new Set([...values, ...(kept.includes(":") ? [] : [kept])])].filter(isMeaningful);
}

const password = (pair: string): string => pair.slice(pair.indexOf(":") + 1);

/** Tokens and passwords that the request carries. */
function tokensOf(provider: Provider, request: WebhookRequest): readonly Forbidden[] {
  const facts = factsOf(request, provider.event.payload);
  const places = signaturesOf(provider).flatMap((signature) =>
    signatureLocations(signature).map((place) => ({
      place,
      sends: schemeOf(signature).sendsSecret === true,
    })),
  );
  const carried = places.flatMap(({ place, sends }) => {
    const text = readValue(facts, place);
    return text === undefined
      ? []
      : [{ what: `the request's ${place}`, text, piece: sends ? shortestPiece : 16 }];
  });
  const [word = "", credentials = ""] = (request.headers.get("authorization") ?? "").split(" ");
  const authorization = credentials === "" ? word : credentials;
  const decoded = /^basic$/i.test(word) ? password(Buffer.from(credentials, "base64").toString()) : "";
  return [
    ...carried.map((one) => ({ ...one, text: one.text.replace(/^(?:bearer|basic|token) /i, "") })),
    { what: "the request's authorization", text: authorization, piece: 8 },
    { what: "the request's password", text: decoded, piece: shortestPiece },
  ].filter(({ text }) => isMeaningful(text));
}

/** What the right signatures of the request as it came would be. */
async function signaturesFor(
  provider: Provider,
  request: WebhookRequest,
  question: Question,
): Promise<readonly Forbidden[]> {
  const texts = [...question.configuredSecrets, ...question.formerSecrets];
  const found: Forbidden[] = [];
  for (const secret of secretsFor(provider, texts)) {
    for (const signature of signaturesOf(provider)) {
      try {
        const signed = await sign(signature, request, secret.reveal(), question.clockMs);
        if (!signed || schemeOf(signature).sendsSecret) continue;
        const facts = factsOf(signed, provider.event.payload);
        const values = signatureLocations(signature).flatMap((place) => readValue(facts, place) ?? []);
        found.push(...values.map((text) => ({ what: "a right signature", text, piece: 16 })));
      } catch {
        // The secret is no key of this scheme.
      }
    }
  }
  return found;
}

/** Everything that must not be shown of a case. @param planted further secrets */
export async function forbiddenOf(asked: Case, provider: Provider): Promise<readonly Forbidden[]> {
  const { question, hidden } = asked;
  const request = requestOf(question.request, question.publicUrl);
  const kept = [
    ...question.configuredSecrets.map((text) => ["a secret of the source", text] as const),
    ...question.formerSecrets.map((text) => ["a former secret", text] as const),
    ...question.otherSources.flatMap(({ secrets }) =>
      secrets.map((text) => ["a secret of another source", text] as const),
    ),
    ...hidden.map((text) => ["the vendor's secret", text] as const),
  ];
  const secrets = kept.flatMap(([what, text]) => secretsIn(text).flatMap((one) => formsOf(what, one)));
  return [...secrets, ...tokensOf(provider, request), ...(await signaturesFor(provider, request, question))];
}

/** Every text in a value, as it is and as JSON has it. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}

const windows = (text: string, size: number): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - size + 1) }, (_, at) => text.slice(at, at + size)));

/**
 * What an answer holds that it must not; empty for a good one.
 * @param allowed texts that are public, although a secret may have a piece of them
 */
export function leaksIn(
  answer: unknown,
  forbidden: readonly Forbidden[],
  allowed: readonly string[],
): readonly string[] {
  const shown = `${textsIn(answer).join("\n")}\n${JSON.stringify(answer)}`.toLowerCase();
  const open = allowed.join("\n").toLowerCase();
  const bySize = new Map<number, readonly [shown: ReadonlySet<string>, open: ReadonlySet<string>]>();
  const leaks = new Set<string>();
  for (const { what, text, piece } of forbidden) {
    const size = Math.min(piece, text.length);
    const [inAnswer, isOpen] = bySize.get(size) ?? [windows(shown, size), windows(open, size)];
    bySize.set(size, [inAnswer, isOpen]);
    for (const one of windows(text.toLowerCase(), size))
      if (inAnswer.has(one) && !isOpen.has(one)) leaks.add(`${what} (${size} characters)`);
  }
  return [...leaks];
}

/** What anybody may see of a case: names, the URL, header names, and the identity that the request names. */
export function publicTexts(asked: Case, provider: Provider): readonly string[] {
  const { question } = asked;
  const request = requestOf(question.request, question.publicUrl);
  const named = provider.setup.secret === "identifier" ? identitiesIn(request) : [];
  return [
    provider.id,
    provider.name,
    JSON.stringify(provider.signature),
    JSON.stringify(provider.handshakes ?? []),
    question.publicUrl,
    ...question.otherSources.flatMap(({ name, provider: id }) => [name, id]),
    ...request.headers.keys(),
    ...vocabulary,
    ...named,
  ];
}

/** Bodies and claims of tokens, where the kept secret is a name that the vendor sends. */
function identitiesIn(request: WebhookRequest): readonly string[] {
  const body = Buffer.from(request.body).toString();
  const decoded = (text: string): readonly string[] =>
    (text.match(/[A-Za-z0-9_-]{16,}/g) ?? []).map((part) => Buffer.from(part, "base64url").toString());
  const claims = [...request.headers.values(), body].flatMap(decoded);
  return [body, ...request.headers.values(), ...claims, ...claims.flatMap(decoded)];
}

/** Words that recorded secrets, which people made up, share with sentences. */
const vocabulary: readonly string[] = [
  "webhook-secret-token-signing-verify-password-key-test",
  ...plainWords,
];
