import type { Pointer } from "../../../core/pointers.ts";
import { chooseScheme, schemeOf, signatureLocations } from "../../../signatures/choose.ts";
import { secretFaultsOf } from "../../../signatures/secret-faults.ts";
import type { ExplainContext } from "../engine/context.ts";
import { bodySigns } from "../engine/evidence.ts";
import type { Cause } from "../explanation.ts";
import { likelyMisplaced, missingPlaces } from "../signature/misplaced.ts";
import { headerName } from "../signature/names.ts";
import { otherSchemeSeen } from "../signature/other-scheme.ts";
import { valueAt } from "../signature/places.ts";
import { sideOfRequest, sideOfSource } from "../source/environment.ts";
import { handshakeMarks } from "../source/handshake.ts";
import { otherSchemeCause } from "./signature-steps.ts";
import { likelyVendor } from "./source-steps.ts";
import type { ExplainedCase } from "./step.ts";

/** Encodings that are named; others may be a stranger's text. */
const knownPackings = ["gzip", "x-gzip", "deflate", "br", "zstd", "compress"];

/** Most places that are named. */
const mostNamed = 4;

const placeList = (context: ExplainContext, places: readonly Pointer[]): string =>
  places
    .slice(0, mostNamed)
    .map((place) => headerName(context, place))
    .join(", ");

/** The vendor's test of the URL, where the request has its mark. */
export function handshakeCause({ context, says }: ExplainedCase): Cause | undefined {
  const { provider, request, sourceName } = context;
  const [found] = handshakeMarks(context);
  const isRefused = says.reason === "handshake-refused" || says.reason === "pairing-closed";
  if (!found && !isRefused) return undefined;
  const mark = found ? `${found.mark} (in ${found.where})` : "a test of the URL";
  const evidence = `This is ${provider.name}'s ${found?.handshake.name ?? "handshake"}: it has the mark ${mark}.`;
  if (says.reason === "pairing-closed")
    return {
      cause: "handshake",
      proven: true,
      evidence: `${evidence} The source is paired already, and keeps its first secret.`,
      fix: "To pair again, delete the secret that is stored for the source first.",
      command: `npx hookbridge secrets list --source ${sourceName}`,
    };
  if (found?.handshake.token && isRefused)
    return {
      cause: "handshake",
      proven: true,
      evidence: `${evidence} Its verify token is not the one of the source.`,
      fix: `Enter the same verify token at ${provider.name} as in the source's secret ${found.handshake.token.role}:….`,
      command: `npx hookbridge secrets set ${sourceName}`,
    };
  const { method = "POST", unsigned } = found?.handshake ?? {};
  if (found && method !== request.method)
    return {
      cause: "handshake",
      proven: false,
      evidence: `${evidence} It came as ${request.method}; ${provider.name} sends it as ${method}.`,
      fix: `Let it come as ${method}: look for a redirect or a proxy that changes the method.`,
    };
  const carries = chooseScheme(context.signatures, request) !== undefined;
  if (!carries && !unsigned) {
    const places = [...new Set(context.signatures.flatMap((one) => missingPlaces(one, request)))];
    return {
      cause: "handshake",
      proven: false,
      evidence: `${evidence} It must be signed, and came without ${placeList(context, places)}.`,
      fix: `Let ${placeList(context, places)} through, or have ${provider.name} sign its test.`,
    };
  }
  return {
    cause: "handshake",
    proven: isRefused,
    evidence: isRefused ? `${evidence} It can't be answered as it came.` : evidence,
    fix: `Let ${provider.name} send its test again, and see that it comes as its page says.`,
    command: `npx hookbridge provider ${provider.id}`,
  };
}

/** The times that variants of the vendor's signature need, where everything else of such a variant came. */
function missingTimes({ context: { request, signatures } }: ExplainedCase): readonly Pointer[] {
  return signatures.flatMap((signature) => {
    const { only } = signature;
    const isTime = only !== undefined && "timestamp" in signature && signature.timestamp === only.when;
    const came = signatureLocations(signature).some((place) => valueAt(request, place) !== undefined);
    return isTime && came && valueAt(request, only.when) === undefined ? [only.when] : [];
  });
}

function missingCause(one: ExplainedCase): Cause | undefined {
  const { context } = one;
  const { request, signatures, provider } = context;
  const chosen = chooseScheme(signatures, request);
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

function bodyCauses({ context }: ExplainedCase): { strong: Cause[]; weak: Cause[] } {
  const signs = bodySigns(context);
  const strong: Cause[] = [];
  const weak: Cause[] = [];
  const lengths =
    signs.declared === undefined
      ? ""
      : `: content-length says ${signs.declared}, and ${signs.bytes} bytes are there`;
  if (signs.isPacked)
    strong.push({
      cause: "body-compressed",
      proven: false,
      evidence: signs.packing
        ? `content-encoding says ${knownPackings.includes(signs.packing) ? signs.packing : "that it is packed"}.`
        : "The body begins as compressed data does.",
      fix: "Pass the body on uncompressed, and switch compression off at the sender or the proxy.",
    });
  if (signs.isCut)
    strong.push({
      cause: "body-truncated",
      proven: false,
      evidence: `The end of the body is missing${lengths}.`,
      fix: "Raise the limit of whatever stands before the bridge, or send the request again.",
    });
  if (signs.isBase64)
    strong.push({
      cause: "body-base64",
      proven: false,
      evidence: "The body is nothing but base64.",
      fix: "Decode the body before it reaches the bridge: at API Gateway, binary media types must be `*/*`.",
    });
  if (signs.charset !== undefined)
    strong.push({
      cause: "body-charset",
      proven: false,
      evidence: `The body ${signs.charset}.`,
      fix: "Pass the raw bytes on: something converts the text to another character set.",
    });
  if (signs.rewritten !== undefined)
    weak.push({
      cause: "body-reserialized",
      proven: false,
      evidence: `The body ${signs.rewritten}.`,
      fix: "Pass the raw bytes on: something parses the body and writes it again.",
    });
  else if (signs.declared !== undefined && signs.declared < signs.bytes)
    weak.push({
      cause: "body-reserialized",
      proven: false,
      evidence: `The body is not as long as it was sent${lengths}.`,
      fix: "Pass the raw bytes on: something changes the body on its way.",
    });
  return { strong, weak };
}

function environmentCause({ context }: ExplainedCase): Cause | undefined {
  const { provider, sourceName } = context;
  const request = sideOfRequest(context);
  const source = sideOfSource(context);
  if (!request || request.side === source?.side || (request.side === "live" && !source)) return undefined;
  const of = request.side === "test" ? "test mode" : "live mode";
  return {
    cause: "secret-of-other-environment",
    proven: false,
    evidence: `The request is of ${provider.name}'s ${request.side} side, ${of}: ${request.what}. ${source ? `The source is for the other: ${source.what}.` : "The source does not say that it is for tests."}`,
    fix: `${provider.name}'s ${request.side === "test" ? "test-mode" : "live"} side has a secret of its own: give it a source of its own, or add its secret to this one.`,
    command: `npx hookbridge secrets set ${sourceName}`,
  };
}

function secretCause({ context }: ExplainedCase): Cause {
  const { provider, sourceName, secrets } = context;
  const [fault] = secretFaultsOf(provider, secrets);
  const sends = context.signatures.every((signature) => schemeOf(signature).sendsSecret === true);
  return {
    cause: "secret-wrong",
    proven: false,
    evidence: `${sends ? "The token or password that came is none that is kept" : "No secret that is kept matches, no reading of one, and no change that was undone"}; the rest looks as ${provider.name} sends it.${fault ? ` Of the source's secret: ${fault.what}` : ""}`,
    fix: `Copy the secret from ${provider.name}'s page again into the source ${sourceName}: ${provider.setup.where}.`,
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
  return {
    cause: "method-differs",
    proven: false,
    evidence: `It came as ${request.method} with an empty body and the headers of a ${sent}, as after a redirect.`,
    fix: `Give ${provider.name} the URL to which it is redirected: https:, the right host, no slash too many.`,
  };
}

/** A test of the URL that is known by its method, without what it must have. */
function methodHandshake({ context }: ExplainedCase): Cause | undefined {
  const { provider, request, signatures } = context;
  const tests = (provider.handshakes ?? []).filter(({ method = "POST" }) => method === request.method);
  const isDelivery = (provider.methods ?? ["POST"]).includes(request.method);
  const [test] = tests;
  if (!test || isDelivery || chooseScheme(signatures, request)) return undefined;
  return {
    cause: "handshake",
    proven: false,
    evidence: `${provider.name} uses ${request.method} only to test the URL (${test.name}), and what that must have did not come.`,
    fix: `Let the proxy pass on ${test.when ? headerName(context, test.when) : "the request as it is"}.`,
    command: `npx hookbridge provider ${provider.id}`,
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
  const isChosen = chooseScheme(context.signatures, context.request) !== undefined;
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
    environmentCause(one),
    ...weak,
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
