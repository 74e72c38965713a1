import { signaturesOf } from "../../../core/provider.ts";
import { signatureLocations } from "../../../signatures/choose.ts";
import { describeSignature, windowOf } from "../../../signatures/describe.ts";
import { templatesOf } from "../../../signatures/parts/template.ts";
import { signedRulesOf } from "../../inspect/signed-rules.ts";
import type { RequestDetail, SignatureFacts } from "../../requests.ts";
import type { DeployedContext } from "../context.ts";
import type { FunctionLine } from "../logs/read-lines.ts";
import { providersOfSources, type SourceProvider } from "../sources/source-providers.ts";

/** How old the signature was, where a refusal has measured it. */
function ageOfLine({ reason, offBySeconds, windowSeconds }: Partial<FunctionLine>): Partial<SignatureFacts> {
  if (offBySeconds === undefined) return {};
  const ageSeconds = reason === "timestamp-ahead" ? -offBySeconds : offBySeconds;
  return { ageSeconds, ...(windowSeconds !== undefined && { toleranceSeconds: windowSeconds }) };
}

/** How a provider's requests are signed. Which of several schemes a request carried, no log line says. */
function schemesInWords({ provider }: SourceProvider): SignatureFacts | undefined {
  const all = provider ? signaturesOf(provider) : [];
  const [first] = all;
  if (!first) return undefined;
  const windows = new Set(all.map(windowOf));
  const [window] = windows;
  const templates = all.flatMap((one) => {
    const rules = signedRulesOf(one);
    return rules ? templatesOf(rules.text) : [];
  });
  return {
    scheme: [...new Set(all.map(({ scheme }) => scheme))].join(", "),
    description: [...new Set(all.map(describeSignature))].join("; or "),
    locations: [...new Set(all.flatMap(signatureLocations))],
    ...(templates.length > 0 && { templates: [...new Set(templates)] }),
    ...(windows.size === 1 && window !== undefined && { toleranceSeconds: window }),
  };
}

/** What the provider's file and the log lines together say of a request beside its steps. */
export async function requestFacts(
  context: DeployedContext,
  source: string,
  line: FunctionLine | undefined,
): Promise<Pick<RequestDetail, "providerName" | "deadlineSeconds" | "signature">> {
  const found = (await providersOfSources(context)).get(source);
  if (!found) return {};
  const { name, deadlineSeconds } = found;
  const schemes = schemesInWords(found);
  const { secretIndex } = line ?? {};
  return {
    providerName: name,
    ...(deadlineSeconds !== undefined && { deadlineSeconds }),
    ...(schemes && {
      signature: {
        ...schemes,
        ...(secretIndex !== undefined && { secretIndex }),
        ...ageOfLine(line ?? {}),
      },
    }),
  };
}
