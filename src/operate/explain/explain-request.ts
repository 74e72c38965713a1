import type { Provider } from "../../core/provider.ts";
import { explainContext } from "./engine/context.ts";
import { type BridgeSays, bridgeSays } from "./engine/outcome.ts";
import type { ExplainQuestion } from "./engine/question.ts";
import { safeExplanation } from "./engine/safe-explanation.ts";
import type { Cause, Explanation } from "./explanation.ts";
import { strayVendor, vendorFits } from "./source/vendor.ts";
import { bodySteps, changedTwice, otherBody } from "./steps/body-steps.ts";
import { likelyCauses } from "./steps/likely.ts";
import { handshakeCause } from "./steps/likely-handshake.ts";
import { otherIdentity, otherMethod, otherUrl } from "./steps/request-steps.ts";
import {
  decodedSecret,
  otherSourcesSecret,
  otherUser,
  removedSecret,
  wrappedSecret,
} from "./steps/secret-steps.ts";
import {
  joinedHeaderValues,
  misplacedSignature,
  otherScheme,
  spelledSignature,
} from "./steps/signature-steps.ts";
import { otherVendor, unknownSource } from "./steps/source-steps.ts";
import type { ExplainedCase, ExplainStep } from "./steps/step.ts";
import { timeCauses } from "./time/causes.ts";

/** What is tried, the cheapest and plainest first, with the words for what it looks at. What proves a cause ends the search. */
const searches: readonly (readonly [step: ExplainStep, words: string])[] = [
  [otherMethod, "another method"],
  [otherVendor, "another vendor"],
  [wrappedSecret, "something around the secret"],
  [decodedSecret, "the secret in another notation"],
  [otherSourcesSecret, "the secrets of other sources"],
  [removedSecret, "former secrets"],
  [joinedHeaderValues, "a header that came twice"],
  [spelledSignature, "the signature in another spelling"],
  [misplacedSignature, "the signature in another place"],
  [otherUser, "another user"],
  [otherUrl, "another URL"],
  [otherIdentity, "another account, audience or issuer"],
  [otherScheme, "another version of the signature"],
  ...bodySteps.map((step): readonly [ExplainStep, string] => [step, "changes of the body"]),
  [changedTwice, "a body that was changed twice"],
  [otherBody, "another body"],
];

const isProven = ({ proven }: Cause): boolean => proven;

/** Each word once, as its first cause says it. */
function onceEach(causes: readonly Cause[]): readonly Cause[] {
  return causes.filter(({ cause }, at) => causes.findIndex((one) => one.cause === cause) === at);
}

/** True where the bridge refused a test of the URL, or a request that has the mark of one with another method. */
const isTestOfUrl = ({ reason, code }: BridgeSays): boolean =>
  reason === "handshake-refused" || reason === "pairing-closed" || code === "method-not-allowed";

async function search(one: ExplainedCase): Promise<Explanation> {
  const handshake = isTestOfUrl(one.says) ? handshakeCause(one) : undefined;
  // Nothing else would make an answer of it.
  if (handshake) return { causes: [handshake], ruledOut: [] };
  const causes: Cause[] = [];
  const ruledOut: string[] = [];
  let tried = 0;
  for (const [step] of searches) {
    const found = await step(one);
    tried++;
    causes.push(...found.causes);
    ruledOut.push(...found.ruledOut);
    if (causes.some(isProven)) break;
  }
  const notTried = [...new Set(searches.slice(tried).map(([, words]) => words))];
  const proven = causes.filter(isProven);
  const rest = causes.filter((cause) => !isProven(cause));
  // Where one thing explains it, what is merely likely would mislead.
  const likely = proven.length > 0 ? rest : [...rest, ...likelyCauses(one)];
  return {
    causes: onceEach([...proven, ...likely]),
    ruledOut,
    ...(notTried.length > 0 && { notTried }),
  };
}

/** Why a request was refused that is right as it came, but for its method, packing, time or kind. */
async function explainRight(one: ExplainedCase): Promise<Explanation> {
  const timed = timeCauses(one.context, one.judged);
  if (one.says.code === "unsupported-encoding" || one.says.code === "method-not-allowed") {
    const method = one.says.code === "method-not-allowed" ? (await otherMethod(one)).causes : [];
    const packed = likelyCauses(one).filter(
      ({ cause }) => cause === "body-compressed" || cause === "handshake",
    );
    return {
      causes: onceEach([...method, ...packed.map((cause) => ({ ...cause, proven: true })), ...timed]),
      ruledOut: [],
    };
  }
  if (timed.length > 0) return { causes: onceEach(timed), ruledOut: [] };
  if (one.says.outcome !== "rejected" && one.says.outcome !== "failed")
    return { causes: [], ruledOut: ["everything: with these secrets, at this time, the bridge takes it"] };
  return {
    causes: likelyCauses(one).filter(({ cause }) => cause === "handshake" || cause === "secret-wrong"),
    ruledOut: [],
  };
}

/**
 * Why a request to a source of this provider was refused. Nothing is read, fetched or kept, and no clock is looked at.
 * @param catalogue all providers that the request may be of
 */
export async function explainRequest(
  provider: Provider,
  question: ExplainQuestion,
  catalogue: readonly Provider[],
): Promise<Explanation> {
  const context = explainContext(provider, question, catalogue);
  if (!context)
    return { causes: [], ruledOut: ["it is no HTTP request: its first line is not METHOD /path HTTP/1.1"] };
  const says = await bridgeSays(context);
  const judged = await context.judge({});
  const fits = vendorFits(context);
  const one: ExplainedCase = { context, says, judged, fits, stray: strayVendor(fits, context) };
  const isUnknown = question.configuredSecrets.length === 0 && question.formerSecrets.length === 0;
  if (isUnknown && says.outcome !== "handshake" && says.outcome !== "accepted") {
    const { causes, ruledOut } = await unknownSource(one);
    return safeExplanation(context, { causes, ruledOut });
  }
  return safeExplanation(context, await (judged.right ? explainRight(one) : search(one)));
}
