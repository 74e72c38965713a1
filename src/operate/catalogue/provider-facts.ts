import { type Category, categories } from "../../core/categories.ts";
import { methodsOf, type Provider, type SecretText, signaturesOf } from "../../core/provider.ts";
import { evidence, type Witness } from "../../recorded/witness.ts";
import { describeSignature } from "../../signatures/describe.ts";
import { code } from "../../signatures/parts/words.ts";
import { secretRoles } from "../../signatures/secret-roles.ts";
import { exportedName } from "./exported-name.ts";
import { handshakeText, replyText } from "./handshake-text.ts";
import { retriesText } from "./retries-text.ts";

/** What is known of a provider, in words: for its page in the docs, the command `provider` and the console. Code in the texts is between backticks. */
export interface ProviderFacts {
  readonly id: string;
  readonly name: string;
  readonly category: (typeof categories)[Category];
  /** URL of the vendor's page. */
  readonly docs: string;
  /** Its name in `hookbridge/providers`, and the others that it has there. */
  readonly exported: string;
  readonly otherNames: readonly string[];
  /** Where in the vendor's console the URL is set. */
  readonly where: string;
  readonly secret: SecretFacts;
  /** A bridge.config.ts with one source. */
  readonly configuration: string;
  readonly verifiedBy: readonly string[];
  /** What our verification was checked against. */
  readonly evidence?: string;
  /** Methods of its deliveries. */
  readonly methods: readonly string[];
  readonly deadlineSeconds?: number;
  /** What a delivery is answered where the vendor wants more than an empty 200. */
  readonly answeredWith: readonly string[];
  readonly triesAgain: string;
  readonly handshakes: readonly string[];
}

/** What is known of a vendor's secrets. */
export interface SecretFacts {
  readonly kind: Provider["setup"]["secret"];
  /** Where it comes from. */
  readonly origin: string;
  /** What else to set at the vendor. */
  readonly note?: string;
  /** `begins with …` */
  readonly form?: string;
  readonly roles: readonly string[];
}

const secretOrigins: Readonly<Record<Provider["setup"]["secret"], string>> = {
  "issued-by-provider": "the vendor issues it",
  "chosen-by-you": "you choose it",
  "handed-over": "the vendor sends it during pairing",
  "public-key": "the vendor's public key",
  identifier: "a value that ties deliveries to your account",
};

/** The form of a secret in words; empty where the vendor says nothing of it. */
function secretFormText({ begins, least, most }: SecretText): string {
  const bounds = [
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
  ];
  const length = least !== undefined && least === most ? String(most) : bounds.join(" and ");
  return [
    ...(begins === undefined ? [] : [`begins with ${code(begins)}`]),
    ...(length === "" ? [] : [`has ${length} characters`]),
  ].join(" and ");
}

/** The configuration of a bridge with one source. */
function configurationText(id: string): string {
  const name = exportedName(id);
  const key = name === id ? id : JSON.stringify(id);
  return `import { defineBridge } from "hookbridge";
import { ${name} } from "hookbridge/providers";

export default defineBridge({ buses: { main: {} }, sources: { ${key}: { provider: ${name}, bus: "main" } } });`;
}

function secretFacts(provider: Provider): SecretFacts {
  const { secret, note, form } = provider.setup;
  const formText = form ? secretFormText(form) : "";
  return {
    kind: secret,
    origin: secretOrigins[secret],
    ...(note && { note }),
    ...(formText && { form: formText }),
    roles: secretRoles(provider),
  };
}

function triesAgainText(provider: Provider): string {
  const { retries } = provider;
  const signed = retries?.signed === "once" ? ", with the first signature" : "";
  return `${retriesText(provider)}${signed}${retries?.source ? ` (${retries.source})` : ""}`;
}

/** What is known of a provider. @param witness the strongest evidence among its recorded requests */
export function providerFacts(provider: Provider, witness: Witness | undefined): ProviderFacts {
  const { id, name, category, docs, aliases = [], setup, deadlineSeconds } = provider;
  const { reply = [], handshakes = [] } = provider;
  return {
    id,
    name,
    category: categories[category],
    docs,
    exported: exportedName(id),
    otherNames: aliases.map(exportedName),
    where: setup.where,
    secret: secretFacts(provider),
    configuration: configurationText(id),
    verifiedBy: [...new Set(signaturesOf(provider).map(describeSignature))],
    ...(witness && { evidence: `${evidence[witness.kind]}: ${witness.by}` }),
    methods: methodsOf({ ...provider, handshakes: [] }),
    ...(deadlineSeconds !== undefined && { deadlineSeconds }),
    answeredWith: [reply].flat().map(replyText),
    triesAgain: triesAgainText(provider),
    handshakes: handshakes.map(handshakeText),
  };
}
