import { isForm } from "../../../core/facts.ts";
import { type Pointer, pointersIn } from "../../../core/pointers.ts";
import type { Signature } from "../../../core/signature.ts";
import { chooseScheme, schemeOf, signatureLocations } from "../../../signatures/choose.ts";
import { secretFaultsOf } from "../../../signatures/secret-faults.ts";
import type { ExplainContext } from "../engine/context.ts";
import type { Cause } from "../explanation.ts";
import { sameSecret } from "../secret/same-secret.ts";
import { likelyMisplaced, missingPlaces } from "../signature/misplaced.ts";
import { headerName, mostNamed, placeList } from "../signature/names.ts";
import { otherSchemeSeen } from "../signature/other-scheme.ts";
import { valueAt } from "../signature/places.ts";
import { sideOfRequest, sideOfSource } from "../source/environment.ts";
import { bodyCauses } from "./likely-body.ts";
import { handshakeCause, methodHandshake } from "./likely-handshake.ts";
import { otherSchemeCause } from "./signature-steps.ts";
import { likelyVendor } from "./source-steps.ts";
import type { ExplainedCase } from "./step.ts";

/** The times that variants of the vendor's signature need, where everything else of such a variant came. */
function missingTimes({ context: { request, signatures } }: ExplainedCase): readonly Pointer[] {
  return signatures.flatMap((signature) => {
    const { only } = signature;
    const isTime = only !== undefined && "timestamp" in signature && signature.timestamp === only.when;
    const came = signatureLocations(signature).some((place) => valueAt(request, place) !== undefined);
    return isTime && came && valueAt(request, only.when) === undefined ? [only.when] : [];
  });
}

/** The scheme that decided. One that is looked for in the body is chosen for any body: where that has none, no scheme came. */
function schemeThatCame({ context: { request, signatures }, says }: ExplainedCase): Signature | undefined {
  const chosen = chooseScheme(signatures, request);
  const isInBody = chosen && signatureLocations(chosen).every((place) => /^(?:body|form):/.test(place));
  const hasNone = says.reason === "signature-missing" || says.reason === "signature-malformed";
  return isInBody && hasNone && signatures.length > 1 ? undefined : chosen;
}

function missingCause(one: ExplainedCase): Cause | undefined {
  const { context } = one;
  const { request, signatures, provider } = context;
  const chosen = schemeThatCame(one);
  const asked = chosen ? [chosen] : signatures;
  const missing = [
    ...new Set([
      ...missingTimes(one),
      ...asked
        .flatMap((signature) => missingPlaces(signature, request))
        .filter((place) => !chosen || !signatureLocations(chosen).includes(place)),
    ]),
  ];
  const places = missing.length > 0 ? missing : asked.flatMap(signatureLocations);
  if (chosen && missing.length === 0 && one.says.reason !== "signature-missing") return undefined;
  const names = places
    .slice(0, mostNamed)
    .map((place) => (place.startsWith("header:") ? place.slice(7) : place));
  return {
    cause: "signature-missing",
    proven: false,
    evidence: `${placeList(context, places)} did not come, nor anything like it under another name.`,
    fix: `Let the proxy pass on ${names.join(", ")}, or switch signing on at ${provider.name}.`,
    command: `npx hookbridge provider ${provider.id}`,
  };
}

function misplacedCause({ context }: ExplainedCase): Cause | undefined {
  const [moved] = likelyMisplaced(context);
  if (!moved) return undefined;
  const [given, wanted] = [headerName(context, moved.from), headerName(context, moved.to)];
  return {
    cause: "signature-misplaced",
    proven: false,
    evidence: `${wanted} did not come; ${given} did, which looks like it. What stands there matches with no secret that is kept.`,
    fix: `Let the proxy keep the name ${wanted}.`,
  };
}

function environmentCause({ context }: ExplainedCase): Cause | undefined {
  const { provider, sourceName } = context;
  const request = sideOfRequest(context);
  const source = sideOfSource(context);
  if (!request || request.side === source?.side) return undefined;
  if (!source && (request.side === "live" || !request.isKnown)) return undefined;
  const of = request.side === "test" ? "test mode" : "live mode";
  return {
    cause: "secret-of-other-environment",
    proven: false,
    evidence:
      `The request is of ${provider.name}'s ${request.side} side, ${of}: ${request.what}. ` +
      `${source ? `The source is for the other: ${source.what}.` : "The source does not say that it is for tests."}`,
    fix:
      `${provider.name}'s ${request.side === "test" ? "test-mode" : "live"} side has a secret of its own: give it a ` +
      "source of its own, or add its secret to this one.",
    command: `npx hookbridge secrets set ${sourceName}`,
  };
}

/** Whether the rest of a request is as its vendor sends it, as far as headers show that. */
function looksOf({ provider, request }: ExplainContext): string {
  const { type, id = [] } = provider.event;
  const headers = pointersIn([...type, ...[id].flat()]).flatMap((pointer) =>
    /^header:[a-z0-9-]+$/.test(pointer) ? pointer.slice("header:".length) : [],
  );
  const missing = [...new Set(headers)].filter((name) => !request.headers.has(name));
  if (headers.length === 0 || missing.length < new Set(headers).size)
    return `the rest looks as ${provider.name} sends it`;
  return `and ${missing.join(", ")}, which ${provider.name} sends, did not come: it may be no request of ${provider.name}'s`;
}

function secretCause({ context }: ExplainedCase): Cause {
  const { provider, sourceName, secrets } = context;
  const [fault] = secretFaultsOf(provider, secrets);
  const sends = context.signatures.every((signature) => schemeOf(signature).sendsSecret === true);
  const what = sends
    ? "The token or password that came is none that is kept"
    : "No secret that is kept matches, no reading of one, and no change that was undone";
  const doubt = fault ? ` Of the source's secret: ${fault.what}` : "";
  return {
    cause: "secret-wrong",
    proven: false,
    evidence: `${what}; ${looksOf(context)}.${doubt}`,
    fix: sameSecret(provider, sourceName),
    command: `npx hookbridge secrets set ${sourceName}`,
  };
}

/** A request that lost its body and method on a redirect, where the vendor's own method list has both. */
function redirectedCause({ context }: ExplainedCase): Cause | undefined {
  const { provider, request, signatures } = context;
  const [sent = "POST"] = provider.methods ?? ["POST"];
  const carries = request.headers.has("content-type") || chooseScheme(signatures, request) !== undefined;
  if (
    !/^(?:GET|HEAD)$/.test(request.method) ||
    sent === request.method ||
    !carries ||
    request.body.length > 0
  )
    return undefined;
  // Some vendors send both: then only what belongs to a body shows that there was one.
  const hadBody =
    isForm(request.headers.get("content-type")) || Number(request.headers.get("content-length") ?? 0) > 0;
  if (provider.methods?.includes(request.method) && !hadBody) return undefined;
  return {
    cause: "method-differs",
    proven: false,
    evidence: `It came as ${request.method} with an empty body and the headers of a ${sent}, as after a redirect.`,
    fix: `Give ${provider.name} the URL to which it is redirected: https:, the right host, no slash too many.`,
  };
}

/** What is likely where nothing was proven, the likeliest first. */
export function likelyCauses(one: ExplainedCase): readonly Cause[] {
  const { context, says } = one;
  const { strong, weak } = bodyCauses(one);
  const handshake = handshakeCause(one);
  const isHandshake = says.reason === "handshake-refused" || says.reason === "pairing-closed";
  const seen = otherSchemeSeen(context);
  const missing = missingCause(one);
  const other = seen && otherSchemeCause(context, seen.place, seen.wanted, false);
  const isChosen = schemeThatCame(one) !== undefined;
  const byVersion = other ? [other] : [];
  const unsigned = missing ? [handshake, ...(isChosen ? [] : byVersion), misplacedCause(one), missing] : [];
  const all = [
    ...(isHandshake || says.code === "method-not-allowed" ? [handshake] : []),
    redirectedCause(one),
    ...strong.filter(({ cause }) => cause === "body-truncated"),
    ...(missing ? [] : strong),
    likelyVendor(one),
    methodHandshake(one),
    ...unsigned,
    ...(missing ? strong : []),
    other,
    ...(sideOfSource(context) ? [environmentCause(one), ...weak] : [...weak, environmentCause(one)]),
    ...(missing && !isChosen ? [] : [secretCause(one)]),
    handshake,
  ];
  const words = new Set<string>();
  return all.flatMap((cause) => {
    if (!cause || words.has(cause.cause)) return [];
    words.add(cause.cause);
    return [cause];
  });
}
