import { boundaryOf } from "../core/body/multipart.ts";
import { isForm } from "../core/facts.ts";
import type { RejectionDetails } from "../core/outcome.ts";
import { signaturesOf } from "../core/provider.ts";
import { schemeOf, signatureLocations } from "../signatures/choose.ts";
import { mayServe } from "../signatures/secret-roles.ts";
import type { RefusalTools } from "./diagnosis.ts";

type Diagnosis = typeof import("./diagnosis.ts");

/** Makes the `detail` of a refusal. */
export type Diagnose = (diagnosis: Diagnosis, tools: RefusalTools) => string | undefined;

const refusalTools: RefusalTools = {
  signaturesOf,
  locationsOf: signatureLocations,
  coversUrl: (signature) => schemeOf(signature).coversUrl?.(signature) === true,
  mayServe,
  isForm,
  boundaryOf,
};

let loading: Promise<Diagnosis | undefined> | undefined;

/** What the log says of a refusal. Its words are loaded with the first one: no start of the function waits for them. */
export async function tellRefusal(
  details: RejectionDetails,
  diagnose: Diagnose = () => undefined,
): Promise<RejectionDetails> {
  loading ??= import("./diagnosis.ts").catch(() => undefined);
  const diagnosis = await loading;
  if (!diagnosis) return details;
  const detail = diagnose(diagnosis, refusalTools);
  const remedy = diagnosis.remedyFor(details.code, details.reason);
  return { ...details, ...(detail && { detail }), ...(remedy && { remedy }) };
}
