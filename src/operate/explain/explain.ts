import { BridgeError } from "../../core/errors.ts";
import type { Provider } from "../../core/provider.ts";
import { catalogueProviders } from "../catalogue/find-providers.ts";
import type { ExplainQuestion } from "./engine/question.ts";
import { explainRequest } from "./explain-request.ts";
import type { Explanation } from "./explanation.ts";

export type { ExplainQuestion, OtherSource } from "./engine/question.ts";

/** The vendors of which a request may be. */
export const knownVendors: readonly Provider[] = [...catalogueProviders.values()];

/**
 * Why a request was refused: the causes, the likeliest first, and what was ruled out by trying it. A pure function.
 * @param input its `provider` is an id or another name of the catalogue
 * @throws BridgeError `wrong-use` for another one
 */
export async function explain({
  provider,
  ...question
}: ExplainQuestion & { readonly provider: string }): Promise<Explanation> {
  const found = knownVendors.find(({ id, aliases = [] }) => id === provider || aliases.includes(provider));
  if (!found)
    throw new BridgeError(
      "wrong-use",
      `There is no provider "${provider}" in the catalogue.`,
      "`npx hookbridge providers` lists them.",
    );
  return explainRequest(found, question, knownVendors);
}
