import { methodsOf } from "../../../core/provider.ts";
import type { WebhookRequest } from "../../../core/request.ts";
import { signatureLocations } from "../../../signatures/choose.ts";
import { type ExplainContext, signsUrls } from "../engine/context.ts";
import { firstRight } from "../engine/first-right.ts";
import { safeUrl } from "../engine/safe-text.ts";
import type { Cause } from "../explanation.ts";
import { claimsOfToken, textsOfClaim } from "../signature/tokens.ts";
import { accountVariant, identityReadings, namedAccounts } from "../source/identity.ts";
import { timeCauses } from "../time/causes.ts";
import { type UrlReading, urlReadings } from "../url/readings.ts";
import type { PartReading } from "../url/spots.ts";
import { type ExplainStep, foundCause, noResult, ruledOut } from "./step.ts";

/** URLs that the request's token names. */
function urlsInTokens(context: ExplainContext): readonly PartReading[] {
  return context.signatures.flatMap((signature) => {
    const claims = claimsOfToken(context, signature);
    if (!claims) return [];
    return Object.entries(claims).flatMap(([name, claim]) =>
      textsOfClaim(claim)
        .filter((text) => /^https?:\/\//i.test(text))
        .map((value) => ({ value, from: `the token's ${name}` })),
    );
  });
}

function urlCause(context: ExplainContext, { cause, url, from }: UrlReading): Cause {
  const places = context.signatures.flatMap(signatureLocations);
  const [signed, own] = [safeUrl(url, places), safeUrl(context.request.url, places)];
  const [publicUrl = signed] = signed.split("?");
  const origin = publicUrl.replace(/\/hooks\/.*$/, "");
  const fix =
    cause === "url-query"
      ? "Let the proxy pass the query on as it came, with nothing lost, added or reordered."
      : `Set publicUrl (or --public-url) to ${origin}, as ${context.provider.name} calls it, or give ${context.provider.name} the bridge's URL.`;
  return {
    cause,
    proven: true,
    evidence: `It matches with ${signed} (${from}); the bridge takes it for ${own}.`,
    fix,
  };
}

/** The URL as the vendor called it. */
export const otherUrl: ExplainStep = async ({ context }) => {
  if (!context.signatures.some(signsUrls) && !context.signatures.some(usesQuery)) return noResult;
  const named = urlsInTokens(context);
  const found = await firstRight(context, urlReadings(context, named));
  if (!found) return ruledOut("the URL: its scheme, host, path and query");
  return foundCause(urlCause(context, found.reading), ...timeCauses(context, found.judged));
};

const usesQuery = (signature: Parameters<typeof signsUrls>[0]): boolean =>
  JSON.stringify(signature).includes("query:");

const everyMethod = ["POST", "GET", "PUT", "PATCH", "DELETE", "HEAD"];

/** The methods that the vendor may have used. */
function* methodReadings({ request, provider }: ExplainContext) {
  for (const method of new Set([...methodsOf(provider), ...everyMethod]))
    if (method !== request.method) {
      const other: WebhookRequest = { ...request, method };
      yield { request: other, what: method, method };
    }
}

/** Another method than the vendor's, where the method is signed or not taken. */
export const otherMethod: ExplainStep = async ({ context, says, judged }) => {
  const { provider, request } = context;
  const taken = methodsOf({ ...provider, handshakes: [] });
  const isRefused = says.code === "method-not-allowed";
  const found = judged.right ? undefined : await firstRight(context, methodReadings(context));
  if (!isRefused && !found) return noResult;
  const sent = found?.reading.method ?? taken[0] ?? "POST";
  const isEmpty = request.body.length === 0;
  return foundCause({
    cause: "method-differs",
    proven: judged.right || found !== undefined,
    evidence: `It came as ${request.method}; ${provider.name} sends ${taken.join(" or ")}.${
      judged.right || found
        ? ` As ${sent} its signature is right.`
        : isEmpty
          ? " Its body is empty, as after a redirect."
          : ""
    }`,
    fix: `Let it come as ${sent}: look for a redirect (to https:, to another host, for a slash at the end) or a proxy that changes the method.`,
  });
};

/** A genuine request of another account. */
export const otherIdentity: ExplainStep = async ({ context }) => {
  const { provider, sourceName } = context;
  const accounts = provider.setup.secret === "identifier" ? namedAccounts(context) : [];
  const variant = accountVariant(context, accounts);
  const judged = accounts.length > 0 ? await context.judge(variant) : undefined;
  if (judged?.right && judged.secretIndex !== undefined && judged.secretIndex < accounts.length) {
    const named = accounts[judged.secretIndex] ?? "";
    return foundCause(
      {
        cause: "identity-differs",
        proven: true,
        evidence: `The signature is right, but the request is for ${JSON.stringify(named)}, which the source's secret does not name.`,
        fix: `If it is yours, store it for the source beside the present one; otherwise correct what is set up at ${provider.name}.`,
        command: `npx hookbridge secrets set ${sourceName}`,
      },
      ...timeCauses(context, judged),
    );
  }
  const found = await firstRight(context, identityReadings(context));
  if (!found) return ruledOut("another account, audience or issuer");
  const { name, named, wanted } = found.reading;
  const isUrl = /^https?:\/\//.test(named);
  const came = JSON.stringify(isUrl ? safeUrl(named, []) : named);
  const meant =
    wanted === undefined ? ", which is not the source's" : ` where ${JSON.stringify(wanted)} is meant`;
  return foundCause(
    {
      cause: "identity-differs",
      proven: true,
      evidence: `The signature is right, but ${name} is ${came}${meant}.`,
      fix: `Correct the ${name === "iss" ? "issuer" : name === "aud" ? "audience" : "account"} at ${provider.name}, or send it to the source that it is for.`,
    },
    ...timeCauses(context, found.judged),
  );
};
