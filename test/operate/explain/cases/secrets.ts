/** Secrets as vendors make them. */
import type { Provider } from "../../../../src/core/provider.ts";
import type { KeyFormat, Signature } from "../../../../src/core/signature.ts";
import { makeSecret } from "../../../../src/signing/make-secret.ts";
import { signerOf } from "../../../../src/signing/sign.ts";
import type { SecretForm } from "../../../../src/signing/signer.ts";
import type { Random } from "./random.ts";

/** A secret, and what signs with it. */
export interface MadeKey {
  readonly secret: string;
  /** The private half, where the secret is a public key; else the secret. */
  readonly signsWith: string;
}

const keyed = (format: KeyFormat, random: Random): string | undefined => {
  if (format === "hex") return random.hex(64);
  if (format === "base64") return random.bytes(32).toString("base64");
  if (format === "whsec") return `whsec_${random.bytes(24).toString("base64")}`;
  if (typeof format === "string" || "suffix" in format) return undefined;
  if ("prefix" in format) return format.prefix + random.bytes(32).toString("base64");
  return format.textPrefix + random.letters(40);
};

/** A text of the shape that the recorded secret has, or of one that is usual. */
function shaped({ setup }: Provider, recorded: string, random: Random): string {
  const { begins = "", least = 0, most = Number.POSITIVE_INFINITY } = setup.form ?? {};
  const rest = recorded.slice(begins.length);
  const usual = [random.hex(32), random.hex(40), random.hex(64), random.letters(20), random.letters(32)];
  const alike = /^[0-9a-f]{16,}$/.test(rest)
    ? random.hex(rest.length)
    : /^[0-9A-Fa-f-]{36}$/.test(rest)
      ? rest.replace(/[0-9a-f]/gi, () => random.hex(1))
      : /^[A-Za-z0-9]{16,}$/.test(rest)
        ? random.letters(rest.length)
        : random.pick(usual);
  const text = begins + alike;
  if (text.length < least) return text + random.letters(least - text.length);
  return text.slice(0, Math.min(most, text.length));
}

/** Another identity of the same form: a topic, a service account, an id. */
function identity(recorded: string, random: Random): string {
  const name = `${random.pick(["orders", "billing", "alerts", "audit"])}-${random.lower(4)}`;
  if (recorded.includes("@")) return recorded.replace(/^[^@]*/, name);
  if (recorded.startsWith("arn:")) return recorded.replace(/[^:]*$/, name);
  return recorded.replace(/[0-9a-f]+|[A-Z]+|[g-z]+/g, (run) => {
    if (/^[A-Z]/.test(run)) return random.letters(run.length).toUpperCase();
    return /^[g-z]/.test(run) ? random.lower(run.length) : random.hex(run.length);
  });
}

const pairs = new Map<string, Promise<MadeKey>[]>();

/** Making an RSA key takes a while: three of each form are made. */
async function pairOf(form: SecretForm, random: Random): Promise<MadeKey> {
  const name = JSON.stringify(form);
  const made =
    pairs.get(name) ??
    Array.from({ length: 3 }, async () => {
      const { secret, signingKey } = await makeSecret(form);
      return { secret, signsWith: signingKey ?? secret };
    });
  pairs.set(name, made);
  return random.pick(made);
}

/** A new secret for a scheme of a provider. @param recorded the value that a recorded request has */
export async function newSecret(
  provider: Provider,
  signature: Signature,
  recorded: string,
  random: Random,
): Promise<MadeKey> {
  if (provider.setup.secret === "identifier") {
    const secret = identity(recorded, random);
    return { secret, signsWith: secret };
  }
  const form = signerOf(signature).secretForm?.(signature) ?? { kind: "text" };
  if (form.kind === "key-pair" || form.kind === "token-key-pair") return pairOf(form, random);
  const made =
    form.kind === "password"
      ? `${recorded.split(":")[0] || "hookbridge"}:${random.letters(20)}`
      : (("format" in form && form.format && keyed(form.format, random)) ??
        shaped(provider, recorded, random));
  const secret = made || shaped(provider, recorded, random);
  return { secret, signsWith: secret };
}
