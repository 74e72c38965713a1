import { memoizeFor } from "../../../core/memoize.ts";
import type { Signature } from "../../../core/signature.ts";
import { schemeOf } from "../../../signatures/choose.ts";
import type { BodyReading } from "../body/body-change.ts";
import type { BodyFamily } from "../body/readings.ts";
import { bodyFamilies, withBody } from "../body/readings.ts";
import type { ExplainContext } from "../engine/context.ts";
import { bodySigns } from "../engine/evidence.ts";
import { firstRight } from "../engine/first-right.ts";
import type { VariantReading } from "../engine/variant.ts";
import type { Cause, CauseWord } from "../explanation.ts";
import { timeCauses } from "../time/causes.ts";
import { type ExplainStep, foundCause, noResult, ruledOut } from "./step.ts";

/** Headers without those that say how the body is packed. */
const withoutEncoding = (headers: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...headers].filter(([name]) => name !== "content-encoding"));

const fixes: Readonly<Partial<Record<CauseWord, string>>> = {
  "body-newlines": "Pass the raw bytes on: something converts line ends, or adds or cuts one at the end.",
  "body-compressed": "Pass the body on uncompressed, and switch compression off at the sender or the proxy.",
  "body-base64":
    "Pass the raw bytes on: decode base64 exactly as often as it was encoded (at API Gateway, binary media types `*/*`).",
  "body-charset": "Pass the raw bytes on: something converts the text to another character set.",
  "body-truncated": "Raise the limit of whatever stands before the bridge, or send the request again.",
  "body-reserialized": "Pass the raw bytes on: something parses the body and writes it again.",
};

/** A cause that a body's reading proves. */
const bodyCause = (cause: CauseWord, what: string): Cause => ({
  cause,
  proven: true,
  evidence: `It matches with the body ${what}.`,
  fix: fixes[cause] ?? "Pass the raw bytes on.",
});

function* requestsWith(
  { request }: ExplainContext,
  family: BodyFamily,
): Generator<VariantReading & BodyReading> {
  const { headers, body } = request;
  const plain =
    family.cause === "body-compressed" ? { ...request, headers: withoutEncoding(headers) } : request;
  for (const reading of family.undo(body, headers.get("content-type")))
    yield { ...reading, request: withBody(plain, reading.body, reading.contentType) };
}

/** True where the body can't matter: the request carries the secret itself, which signs nothing. */
const signsNothing = ({ signatures }: ExplainContext): boolean =>
  signatures.every(
    (signature) =>
      schemeOf(signature).sendsSecret === true &&
      !("from" in signature && /^(?:body|form):/.test(String(signature.from))),
  );

/** The signatures without the digest of the body that their tokens hold. */
const withoutBodyHash = ({ signatures }: ExplainContext): readonly Signature[] =>
  signatures.map((signature) => {
    if (!("bodyHash" in signature)) return signature;
    const { bodyHash: _, ...rest } = signature;
    return rest;
  });

const holdsBodyHash = ({ signatures }: ExplainContext): boolean =>
  signatures.every((signature) => "bodyHash" in signature);

/** True where only the digest of the body in a token is wrong; undefined where there is no such digest. */
const hasOtherBody = memoizeFor((context: ExplainContext) => ({
  answer: holdsBodyHash(context)
    ? context.judge({ signatures: withoutBodyHash(context) }).then(({ right }) => right)
    : undefined,
}));

/** Whether the body need not be looked at. */
async function bodyIsRight(context: ExplainContext): Promise<boolean> {
  if (signsNothing(context) || context.request.body.length === 0) return true;
  return (await hasOtherBody(context).answer) === false;
}

/** A token that is right, and its body is not: something has changed it, in a way that can't be undone. */
export const otherBody: ExplainStep = async ({ context }) => {
  if (context.request.body.length === 0 || (await hasOtherBody(context).answer) !== true) return noResult;
  const signs = bodySigns(context);
  const cause: CauseWord = signs.isCut
    ? "body-truncated"
    : signs.charset
      ? "body-charset"
      : "body-reserialized";
  return foundCause({
    cause,
    proven: true,
    evidence: "The token is right, and the digest of the body in it is not that of the body that came.",
    fix: fixes[cause] ?? "Pass the raw bytes on.",
  });
};

/** Tries one kind of change to the body. */
const bodyStep =
  (family: BodyFamily): ExplainStep =>
  async ({ context }) => {
    if (await bodyIsRight(context)) return noResult;
    const found = await firstRight(context, requestsWith(context, family));
    if (!found) return ruledOut(`the body: ${family.name}`);
    return foundCause(bodyCause(family.cause, found.reading.what), ...timeCauses(context, found.judged));
  };

/** The kinds of changes to bodies, the cheapest first. */
export const bodySteps: readonly ExplainStep[] = bodyFamilies.map(bodyStep);

/** Bodies that were changed twice: put into base64 or packed, and then something else. */
export const changedTwice: ExplainStep = async ({ context }) => {
  if (await bodyIsRight(context)) return noResult;
  const [newlines, packing, base64, charset, , layout] = bodyFamilies;
  if (!newlines || !packing || !base64 || !charset || !layout) return noResult;
  const { body, headers } = context.request;
  const type = headers.get("content-type");
  function* both(): Generator<VariantReading & { readonly cause: CauseWord }> {
    for (const [first, second] of [
      [base64, packing],
      [packing, base64],
      [base64, newlines],
      [charset, newlines],
      [newlines, charset],
      [layout, charset],
      [charset, layout],
    ] as const) {
      if (!first || !second) continue;
      let outer = 0;
      for (const one of first.undo(body, type)) {
        if (++outer > 24) break;
        let inner = 0;
        for (const two of second.undo(one.body, type)) {
          if (++inner > 40) break;
          yield {
            what: `${one.what}, and ${two.what}`,
            request: withBody(context.request, two.body),
            cause: first.cause,
          };
        }
      }
    }
  }
  const found = await firstRight(context, both());
  return found
    ? foundCause(bodyCause(found.reading.cause, found.reading.what), ...timeCauses(context, found.judged))
    : noResult;
};
