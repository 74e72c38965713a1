/** The checks behind an explanation, in the order in which they were tried. */
import type { Explanation } from "../../../../operate/explain/explanation.ts";
import type { RequestDetail } from "../../../../operate/requests.ts";
import { plural } from "../../../parts/text/numbers.ts";
import { isFresh, signatureAge } from "./signature-words.ts";

/** A check as text. */
export interface ExplainCheck {
  readonly what: string;
  readonly holds?: boolean;
  readonly found: string;
}

const namedPlace = (location: string): string => location.replace("header:", "header ");

/** What the bridge itself looked at. */
function ownChecks({ signature, source, reason }: RequestDetail): readonly ExplainCheck[] {
  if (!signature) return [];
  const { found, locations, secretCount = 0 } = signature;
  const isThere = found !== undefined && found.length > 0;
  const fresh = isFresh(signature);
  const wellFormed =
    reason === "signature-malformed" ? ", not of the vendor's form" : ", of the vendor's form";
  const place = locations.map(namedPlace).join(" or ");
  return [
    ...(found === undefined && reason !== "signature-missing"
      ? []
      : [
          {
            what: place.charAt(0).toUpperCase() + place.slice(1),
            holds: isThere && reason !== "signature-malformed",
            found: isThere ? `There${wellFormed}` : "Not there",
          },
        ]),
    ...(signature.ageSeconds === undefined
      ? []
      : [
          {
            what: "Age of the signature",
            found: signatureAge(signature),
            ...(fresh !== undefined && { holds: fresh }),
          },
        ]),
    ...(reason === "signature-mismatch"
      ? [{ what: `${plural(secretCount, "secret")} of ${source}`, holds: false, found: "Another signature" }]
      : []),
  ];
}

const bodyChanges = "the body: ";

/** What was ruled out, with all changes of the body as one: they are many, and say the same. */
function ruledOutChecks(ruledOut: readonly string[], found: string): readonly ExplainCheck[] {
  const changes = ruledOut.flatMap((what) =>
    what.startsWith(bodyChanges) ? [what.slice(bodyChanges.length)] : [],
  );
  const first = ruledOut.findIndex((what) => what.startsWith(bodyChanges));
  return ruledOut.flatMap((what, index): readonly ExplainCheck[] => {
    if (!what.startsWith(bodyChanges)) return [{ what: capital(what), holds: false, found }];
    return index === first ? [{ what: `The body changed: ${changes.join("; ")}`, holds: false, found }] : [];
  });
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** All checks: what the bridge looked at, what was ruled out by trying it, and what explains it. */
export function explainChecks(request: RequestDetail, explanation: Explanation): readonly ExplainCheck[] {
  const { causes, ruledOut } = explanation;
  return [
    ...ownChecks(request),
    ...ruledOutChecks(
      ruledOut,
      request.reason === "signature-mismatch" ? "Another signature" : "Does not explain it",
    ),
    ...causes
      .filter(({ proven }) => proven)
      .map((cause): ExplainCheck => ({ what: cause.cause, holds: true, found: cause.evidence })),
  ];
}

/** What was not tried, as a sentence; undefined where everything was. */
export const notTriedText = ({ notTried = [] }: Explanation): string | undefined =>
  notTried.length === 0 ? undefined : `Not tried, since one cause was proved: ${notTried.join(", ")}.`;

/** A text as its first sentence and the rest. */
export function firstSentence(text: string): readonly [first: string, rest: string] {
  const end = /[.:] (?=[A-Z])/.exec(text)?.index;
  return end === undefined ? [text, ""] : [text.slice(0, end + 1), text.slice(end + 2)];
}
