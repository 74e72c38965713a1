import { chooseScheme } from "../../../signatures/choose.ts";
import type { Cause } from "../explanation.ts";
import { missingPlaces } from "../signature/misplaced.ts";
import { headerName, placeList } from "../signature/names.ts";
import { handshakeMarks } from "../source/handshake.ts";
import type { ExplainedCase } from "./step.ts";

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

/** A test of the URL that is known by its method, without what it must have. */
export function methodHandshake({ context }: ExplainedCase): Cause | undefined {
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
