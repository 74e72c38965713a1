import { child, decodeUtf8, type Json, parseJson } from "../../../core/json/json.ts";
import { Secret } from "../../../core/secret.ts";
import type { Signature } from "../../../core/signature.ts";
import type { ExplainContext } from "../engine/context.ts";
import type { Variant, VariantReading } from "../engine/variant.ts";
import { claimsOfToken, textsOfClaim } from "../signature/tokens.ts";

/** A genuine request with another identity than the source's. */
export interface IdentityReading extends VariantReading {
  /** `iss`, or words: `the topic`. */
  readonly name: string;
  /** What the request names. */
  readonly named: string;
  /** What the source takes, where that is no secret. */
  readonly wanted?: string;
}

type Loose = Readonly<Record<string, unknown>>;

const changed = (signature: Signature, change: Loose): Signature =>
  ({ ...signature, ...change }) as Signature;

const isPlaceholder = (text: string): boolean => /^\{.*\}$/.test(text);

/** The claims that a token must have, each of which may be the one that differs. */
function* claimReadings(context: ExplainContext, signature: Signature): Generator<IdentityReading> {
  const claims = claimsOfToken(context, signature);
  if (!claims) return;
  const said = (name: string): string => textsOfClaim(claims[name]).join(", ");
  const reading = (name: string, change: Loose, wanted?: string): IdentityReading => ({
    name,
    named: said(name),
    ...(wanted !== undefined && !isPlaceholder(wanted) && { wanted }),
    signatures: [changed(signature, change)],
    what: `without its claim ${name}`,
  });
  const rules = "claims" in signature && signature.claims ? signature.claims : {};
  for (const name of Object.keys(rules)) {
    const { [name]: rule, ...rest } = rules;
    const [wanted] = [rule ?? []].flat();
    yield reading(name, { claims: rest }, wanted);
  }
  // Several differ: the first whose text is fixed is named.
  const differing = Object.entries(rules).find(([name, rule]) => {
    const taken = [rule].flat();
    return !taken.some(isPlaceholder) && !textsOfClaim(claims[name]).some((text) => taken.includes(text));
  });
  const [name = Object.keys(rules)[0] ?? "iss", rule] = differing ?? [];
  if (Object.keys(rules).length > 1) yield reading(name, { claims: {} }, [rule ?? []].flat()[0]);
  if ("issuer" in signature) yield reading("iss", { issuer: said("iss") }, signature.issuer);
}

/** The texts of a document, and of the JSON in its strings and tokens. */
function textsInJson(value: Json | undefined, depth = 0): readonly string[] {
  if (depth > 6) return [];
  if (typeof value === "number") return [String(value)];
  if (typeof value === "string") {
    const part = value.split(".")[1];
    const inner = /^\s*[{[]/.test(value)
      ? parseJson(value)?.value
      : part && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value)
        ? parseJson(decodeUtf8(Buffer.from(part, "base64url")) ?? "")?.value
        : undefined;
    return inner === undefined ? [value] : [...textsInJson(inner, depth + 1)];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((one) => textsInJson(one as Json, depth + 1));
}

/** Where a source's secret is no secret but names an account: the accounts that the request may name. */
export function namedAccounts(context: ExplainContext): readonly string[] {
  const { request, facts, signatures } = context;
  const claims = signatures.flatMap((signature) => {
    const found = claimsOfToken(context, signature);
    return found ? Object.values(found).flatMap(textsOfClaim) : [];
  });
  const body = request.body.length < 262_144 ? textsInJson(facts.document?.value) : [];
  const arns = body.filter((text) => /^arn:/.test(text));
  const headers = [...request.headers.values()].filter((value) => value.length < 200);
  return [...new Set([...arns, ...claims, ...body, ...headers])]
    .filter((text) => text.length > 2 && text.length < 300)
    .slice(0, 150);
}

/** What a document names as its sender's account, topic or client, without proof. */
function accountSaid({ facts }: ExplainContext): string | undefined {
  const value = facts.document?.value;
  for (const name of ["TopicArn", "recipient_client_id", "recipientclientid", "subscription"]) {
    const one = child(value, name);
    if (typeof one === "string") return one;
  }
  return undefined;
}

/** A genuine request of another account: its owner is not looked at, or taken from the request. */
export function* identityReadings(context: ExplainContext): Generator<IdentityReading> {
  for (const signature of context.signatures) {
    yield* claimReadings(context, signature);
    if ("owner" in signature && signature.owner)
      yield {
        name: "the account",
        named: accountSaid(context) ?? "another account",
        signatures: [changed(signature, { owner: undefined })],
        what: "for another account",
      };
  }
}

/** The variant in which the source names the account that the request names. */
export function accountVariant(context: ExplainContext, accounts: readonly string[]): Variant {
  return { secrets: [...accounts.map((text) => new Secret(text)), ...context.secrets] };
}
