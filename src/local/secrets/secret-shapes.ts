/** Random secrets for a first run, in the form that the provider's schemes need. */
import { type Provider, type SecretText, signaturesOf } from "../../core/provider.ts";
import { makeSecret } from "../../signing/make-secret.ts";
import { signerOf } from "../../signing/sign.ts";
import type { SecretForm } from "../../signing/signer.ts";

/** The secrets of one source, and the private keys for those that are public keys. */
export interface MadeSecrets {
  readonly secrets: readonly string[];
  /** Private keys (PEM or JWK), for signing samples, by the secret that they belong to. */
  readonly signingKeys: Readonly<Record<string, string>>;
}

const textForm: SecretForm = { kind: "text" };

/** True when the vendor hands its secret over in a handshake: such a source has none until it is paired. */
export function waitsForPairing(provider: Provider): boolean {
  return provider.handshakes?.some(({ answer }) => "keepSecret" in answer) ?? false;
}

/** A random text in the form that the vendor wants. */
async function fitted(
  text: string,
  { begins = "", least = 0, most = Infinity }: SecretText,
): Promise<string> {
  let long = begins + text;
  while (long.length < least) long += (await makeSecret(textForm)).secret;
  return long.slice(0, most);
}

/** Random secrets for a source of `provider`. Schemes of one role with the same form share a secret. */
export async function makeSecrets(provider: Provider): Promise<MadeSecrets> {
  const secrets: string[] = [];
  const signingKeys: Record<string, string> = {};
  if (waitsForPairing(provider)) return { secrets, signingKeys };
  const done = new Set<string>();
  for (const signature of signaturesOf(provider)) {
    const form = signerOf(signature).secretForm?.(signature) ?? textForm;
    const shape = `${signature.role ?? ""} ${JSON.stringify(form)}`;
    if (done.has(shape)) continue;
    done.add(shape);
    const { secret: made, signingKey } = await makeSecret(form);
    const isText = form.kind === "text" && form.format === undefined;
    const secret = isText ? await fitted(made, provider.setup.form ?? {}) : made;
    const labelled = signature.role ? `${signature.role}:${secret}` : secret;
    secrets.push(labelled);
    if (signingKey) signingKeys[labelled] = signingKey;
  }
  const roles = new Set((provider.handshakes ?? []).flatMap(({ token }) => token?.role ?? []));
  for (const role of roles)
    if (!secrets.some((secret) => secret.startsWith(`${role}:`)))
      secrets.push(`${role}:${(await makeSecret(textForm)).secret}`);
  return { secrets, signingKeys };
}
