import { type Provider, signaturesOf } from "../core/provider.ts";
import type { Secret } from "../core/secret.ts";
import { keyKindOf, type SecretSlip, slipOf } from "./secret-form.ts";
import { mayServe } from "./secret-roles.ts";

type SecretProblem = SecretSlip | "blank" | "no-key" | "short" | "long" | "prefix" | "role";

/** What is wrong with a secret of a source. Nothing of the secret is in it, not even its length. */
export interface SecretFault {
  readonly problem: SecretProblem;
  /** A sentence that begins with the secret. */
  readonly what: string;
  readonly remedy: string;
}

const again =
  "Copy it from the vendor's console again, whole and with its prefix, and store it for the source.";

const faults: Readonly<Record<SecretProblem, readonly [what: string, remedy: string]>> = {
  blank: ["It is blank or a placeholder.", "Store the vendor's secret for the source."],
  "no-key": [
    "It does not have the form of this provider's keys: it is probably cut short, lacks its prefix, or is another one.",
    again,
  ],
  json: [
    "It is JSON of another shape than this provider's keys.",
    'Store the secret alone, without a name and braces. A list of secrets is ["newest", "older"].',
  ],
  quotes: ["It is in quotation marks, or has one at an end.", "Store it without them."],
  invisible: ["It has a line break or an invisible character inside.", again],
  name: [
    "It begins with a name and an equals sign or a colon, like a line of a settings file or a header.",
    "Store only what is behind it.",
  ],
  masked: ["It is masked or shortened, as a console shows it.", again],
  label: [
    "It begins with what does not belong to this provider's secrets (`Bearer`, `v1,whsec_`, `sha256=`, `https://`, `-----BEGIN`).",
    "Store only the vendor's secret, without the header around it, and compare the provider with the vendor.",
  ],
  short: [
    "It is too short: somebody can guess it.",
    "Choose a random one of at least 32 characters at the vendor, if the vendor lets you, or copy it again, whole.",
  ],
  long: ["It is longer than the vendor's secrets are.", again],
  prefix: ["It does not begin as the vendor's secrets do.", again],
  role: [
    "It has another role than signing, and no other secret of the source is for signatures.",
    "Store the vendor's signing secret beside it.",
  ],
};

/** Fewest characters of a secret where its vendor says nothing, besides a prefix that all of them have. */
const shortest = 8;
const commonPrefix = "whsec_";

/** What the vendor's own words about its secrets find wrong with a text. */
function formProblem({ setup }: Provider, text: string): SecretProblem | undefined {
  // A person may choose a quotation mark, a generator of secrets does not.
  if (setup.secret === "issued-by-provider" && /^["'`]|["'`]$/.test(text)) return "quotes";
  const { begins = "", least, most = Number.POSITIVE_INFINITY } = setup.form ?? {};
  if (!text.startsWith(begins)) return "prefix";
  const prefix = begins || (text.startsWith(commonPrefix) ? commonPrefix : "");
  const { length } = [...text];
  // An identifier is no secret.
  if (length < (least ?? prefix.length + shortest) && setup.secret !== "identifier") return "short";
  return length > most ? "long" : undefined;
}

/** What was copied with a secret that is no key. A key in lines or in JSON has these by its own nature. */
function slipOfKey({ setup }: Provider, secret: Secret): SecretSlip | undefined {
  const slip = slipOf(secret);
  const isPem = secret.reveal().includes("-----BEGIN");
  if (isPem && slip === "label") return undefined;
  return (isPem || setup.secret === "public-key") && (slip === "json" || slip === "invisible")
    ? undefined
    : slip;
}

function problemOf(provider: Provider, secret: Secret): SecretProblem | undefined {
  if (secret.isBlank) return "blank";
  const serving = signaturesOf(provider).filter((signature) => mayServe(secret, signature));
  // A secret for handshakes alone is a text.
  if (serving.length === 0) return slipOf(secret);
  const kinds = new Set(serving.map((signature) => keyKindOf(signature, secret)));
  if (kinds.has("key")) return undefined;
  if (kinds.has("text")) return formProblem(provider, secret.reveal().trim());
  const [problem] = [...kinds].filter((kind) => kind !== "no-key") as readonly (SecretSlip | "short")[];
  return problem ?? slipOfKey(provider, secret) ?? "no-key";
}

/** What is wrong with the secrets of a source, each with its place in the list (1 is the newest). */
export function secretFaultsOf(
  provider: Provider,
  secrets: readonly Secret[],
): readonly (SecretFault & { readonly place: number })[] {
  const signatures = signaturesOf(provider);
  const signs = secrets.some((secret) => signatures.some((signature) => mayServe(secret, signature)));
  return secrets.flatMap((secret, index) => {
    const problem = problemOf(provider, secret) ?? (signs ? undefined : "role");
    if (problem === undefined) return [];
    const [what, remedy] = faults[problem];
    return [{ problem, what, remedy, place: index + 1 }];
  });
}
