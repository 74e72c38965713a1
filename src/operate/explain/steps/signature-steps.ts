import type { ExplainContext } from "../engine/context.ts";
import { firstRight } from "../engine/first-right.ts";
import type { Cause } from "../explanation.ts";
import { misplacedReadings } from "../signature/misplaced.ts";
import { headerName } from "../signature/names.ts";
import { otherSchemeReadings, versionLabels } from "../signature/other-scheme.ts";
import { valueAt } from "../signature/places.ts";
import { encodingReadings, joinedReadings } from "../signature/readings.ts";
import { timeCauses } from "../time/causes.ts";
import { type ExplainStep, foundCause, ruledOut } from "./step.ts";

const showCommand = ({ provider }: ExplainContext): string => `npx hookbridge provider ${provider.id}`;

/** Two values of one header were joined. */
export const joinedHeaderValues: ExplainStep = async ({ context }) => {
  const found = await firstRight(context, joinedReadings(context));
  if (!found) return ruledOut("a header that came twice");
  const name = headerName(context, found.reading.place);
  return foundCause(
    {
      cause: "headers-joined",
      proven: true,
      evidence: `It matches with one of the values of ${name} alone: two came, and were joined with a comma.`,
      fix: `Let the proxy set ${name} once.`,
    },
    ...timeCauses(context, found.judged),
  );
};

/** The right signature in another spelling. */
export const spelledSignature: ExplainStep = async ({ context }) => {
  const found = await firstRight(context, encodingReadings(context));
  if (!found) return ruledOut("the signature in another spelling (hex, base64, case, prefix)");
  const { place, request } = found.reading;
  const name = headerName(context, place);
  const labelsIn = (value: string | undefined): readonly string[] =>
    versionLabels(value ?? "")
      .map((label) => label.toLowerCase())
      .filter((label) => /^v\d/.test(label));
  const present = labelsIn(request && valueAt(request, place));
  if (labelsIn(valueAt(context.request, place)).some((label) => !present.includes(label)))
    return foundCause(otherSchemeCause(context, place, place, true));
  return foundCause(
    {
      cause: "signature-encoding",
      proven: true,
      evidence: `It matches with the value of ${name} ${found.reading.what}.`,
      fix: `The digest is right: write it as ${context.provider.name} does.`,
      command: showCommand(context),
    },
    ...timeCauses(context, found.judged),
  );
};

/** The signature, or what belongs to it, under another name. */
export const misplacedSignature: ExplainStep = async ({ context }) => {
  const found = await firstRight(context, misplacedReadings(context));
  if (!found) return ruledOut("the signature under another name or in another place");
  const { from, to } = found.reading;
  const [given, wanted] = [headerName(context, from), headerName(context, to)];
  return foundCause(
    {
      cause: "signature-misplaced",
      proven: true,
      evidence: `It matches with what stands in ${given} in the place of ${wanted}.`,
      fix: `Let the proxy keep the name ${wanted}.`,
    },
    ...timeCauses(context, found.judged),
  );
};

/** What is said of a signature by another rule. */
export function otherSchemeCause(
  context: ExplainContext,
  place: string,
  wanted: string,
  proven: boolean,
): Cause {
  const [given, right] = [headerName(context, place), headerName(context, wanted)];
  const same = place === wanted;
  return {
    cause: "signature-other-scheme",
    proven,
    evidence: proven
      ? `What stands in ${given} is right by another way of signing of ${context.provider.name}'s; the source takes the one in ${right}.`
      : `Only another version of ${context.provider.name}'s signature came, in ${given}.`,
    fix: same
      ? `Let ${context.provider.name} sign in its present way: see what the source takes.`
      : `Let ${right} through, or switch its way of signing on at ${context.provider.name}.`,
    command: showCommand(context),
  };
}

/** Another version of the vendor's signature. */
export const otherScheme: ExplainStep = async ({ context }) => {
  const found = await firstRight(context, otherSchemeReadings(context));
  if (!found) return ruledOut("another version of the vendor's signature");
  return foundCause(otherSchemeCause(context, found.reading.place, found.reading.wanted, true));
};
