import type { Pointer } from "../../../core/pointers.ts";
import type { WebhookRequest } from "../../../core/request.ts";
import type { Signature } from "../../../core/signature.ts";
import { chooseScheme, signatureLocations } from "../../../signatures/choose.ts";
import { plainFormOf } from "../../../signatures/describe.ts";
import { keyKindOf } from "../../../signatures/secret-form.ts";
import type { ExplainContext } from "../engine/context.ts";
import type { VariantReading } from "../engine/variant.ts";
import { isLabelled, valueAt } from "./places.ts";

/** A signature by another rule of the vendor. */
export interface SchemeReading extends VariantReading {
  /** Where it stands. */
  readonly place: Pointer;
  /** What is missing for the present rule. */
  readonly wanted: Pointer;
}

/** Most headers in which another signature is looked for. */
const mostHeadersTried = 12;

/** A header that may hold a signature. */
const signatureHeader = /sign|hmac|hub|mac|digest|hash|token|verif|auth/;

/** A signature with some of its options changed; those that are undefined are left out. */
function altered(signature: Signature, change: Readonly<Record<string, unknown>>): Signature {
  const options = Object.entries({ ...signature, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(options) as Readonly<Record<keyof Signature, never>>;
}

/** The labels of versions in the value of a header. */
export const versionLabels = (value: string): readonly string[] => [
  ...new Set(
    Array.from(
      value.matchAll(/(?:^|[\s,;&])(v\d+[a-z]?|[a-z]+\d+[a-z]?|s|sig|signature)[=,]/gi),
      ([, label = ""]) => label,
    ),
  ),
];

const hashesFor = (signature: Signature): readonly string[] =>
  "hash" in signature ? ["sha1", "sha256", "sha512"] : [];

const prefixIn = (value: string): string => /^[a-z][\w-]*=/i.exec(value)?.[0] ?? "";

/** Rules like the present one: another hash, another header, another label, without a signed time. */
function* likeRules(signature: Signature, request: WebhookRequest): Generator<readonly [Signature, Pointer]> {
  const [wanted] = signatureLocations(signature);
  if (!wanted || !("header" in signature)) return;
  const names = [...request.headers.keys()]
    .filter((name) => signatureHeader.test(name))
    .slice(0, mostHeadersTried);
  for (const name of names) {
    const value = request.headers.get(name) ?? "";
    const place: Pointer = `header:${name}`;
    const own = wanted === place;
    const prefixes = [
      ...new Set([prefixIn(value), "prefix" in signature ? String(signature.prefix ?? "") : "", ""]),
    ];
    for (const hash of [...hashesFor(signature), undefined])
      for (const encoding of ["hex", "base64"])
        for (const prefix of prefixes)
          for (const bare of [false, true]) {
            const change = {
              ...("hash" in signature && hash !== undefined && { hash }),
              ...("encoding" in signature && { encoding }),
              header: name,
              prefix: prefix === "" ? undefined : prefix,
              ...(bare && {
                signed: undefined,
                timestamp: undefined,
                toleranceSeconds: undefined,
                fields: undefined,
                json: undefined,
              }),
              only: undefined,
            };
            yield [altered(signature, change), place];
          }
    if (!isLabelled(signature)) continue;
    for (const label of versionLabels(value)) {
      if (own && label === signature.fields.signature) continue;
      yield [altered(signature, { header: name, fields: { ...signature.fields, signature: label } }), place];
      yield [
        altered(signature, {
          header: name,
          fields: { ...signature.fields, signature: label },
          signed: undefined,
          toleranceSeconds: undefined,
          timestamp: undefined,
        }),
        place,
      ];
    }
  }
}

/** The vendor's other ways of signing: those of its file that nothing chose, its former ones, and rules like them. */
export function* otherSchemeReadings({
  provider,
  request,
  signatures,
}: ExplainContext): Generator<SchemeReading> {
  const [present] = signatures;
  const wanted = present && signatureLocations(present)[0];
  if (!wanted) return;
  const what = "by another way of signing";
  for (const signature of provider.marks?.formerSignatures ?? []) {
    const place = signatureLocations(signature).find((one) => valueAt(request, one) !== undefined);
    if (place) yield { signatures: [signature], place, wanted, what };
  }
  for (const signature of signatures) {
    const [own] = signatureLocations(signature);
    if (signature.only && own && valueAt(request, own) !== undefined)
      yield {
        signatures: [altered(signature, { only: undefined })],
        place: own,
        wanted: signature.only.when,
        what,
      };
  }
  const seen = new Set<string>();
  for (const signature of signatures)
    for (const [other, place] of likeRules(signature, request)) {
      const key = JSON.stringify(other);
      if (seen.has(key)) continue;
      seen.add(key);
      yield { signatures: [other], place, wanted, what };
    }
}

/** How the vendor's present version is called where it stands: `v1`, `sha256=`. */
function labelOfSignature(signature: Signature): string {
  const plain = plainFormOf(signature);
  if (plain?.kind === "mac" && plain.fields) return plain.fields.signature;
  if (isLabelled(signature)) return signature.fields.signature;
  return "prefix" in signature ? String(signature.prefix ?? "") : "v1";
}

/** Another way of signing for which a secret of the source is plainly meant, where a weaker one came. */
function meantFor({ request, signatures, secrets }: ExplainContext): Omit<SchemeReading, "what"> | undefined {
  const chosen = chooseScheme(signatures, request);
  const place = chosen && signatureLocations(chosen)[0];
  const isKeyOf = (signature: Signature): boolean =>
    secrets.some((secret) => keyKindOf(signature, secret) === "key");
  const meant = signatures.find((one) => one !== chosen && isKeyOf(one));
  const wanted = meant && signatureLocations(meant)[0];
  return chosen && place && wanted && !isKeyOf(chosen) ? { place, wanted } : undefined;
}

/** A header of another version that came, without proof: a label that is not the present one's, or a former header. */
export function otherSchemeSeen(context: ExplainContext): Omit<SchemeReading, "what"> | undefined {
  const { provider, request, signatures } = context;
  const [present] = signatures;
  const wanted = present && signatureLocations(present)[0];
  if (!wanted) return undefined;
  const other = meantFor(context);
  if (other) return other;
  for (const name of provider.marks?.formerHeaders ?? [])
    if (request.headers.has(name)) return { place: `header:${name}`, wanted };
  for (const signature of provider.marks?.formerSignatures ?? []) {
    const place = signatureLocations(signature).find((one) => valueAt(request, one) !== undefined);
    if (place) return { place, wanted };
  }
  for (const signature of signatures)
    for (const place of signatureLocations(signature)) {
      const value = place.startsWith("header:") ? valueAt(request, place) : undefined;
      if (value === undefined) continue;
      const label = labelOfSignature(signature);
      const labels = versionLabels(value).filter((one) => /\d/.test(one) || one.startsWith("sha"));
      const own = label.replace(/[=,]$/, "");
      if (labels.length > 0 && own !== "*" && /\d/.test(own) && !labels.includes(own))
        return { place, wanted: place };
    }
  if (chooseScheme(signatures, request)) return undefined;
  const [, wantedName = ""] = /^header:(.*)$/.exec(wanted) ?? [];
  const stem = wantedName.replace(/[-_]?(?:sha-?)?(?:1|256|512|v\d+|2)$/i, "");
  const like = [...request.headers.keys()].find(
    (name) =>
      name !== wantedName &&
      stem.length > 5 &&
      name.replace(/[-_]?(?:sha-?)?(?:1|256|512|v\d+|2)$/i, "") === stem,
  );
  return like !== undefined && !request.headers.has(wantedName)
    ? { place: `header:${like}`, wanted }
    : undefined;
}
