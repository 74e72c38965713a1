import { makeHider } from "./spelled-secrets.ts";

/** Shorter texts stand everywhere by chance. */
const shortestHidden = 6;

/** A text in base64 behind so many other bytes, without the characters that those have a share in. */
function base64Behind(text: string, others: number): string {
  const encoded = Buffer.from("\0".repeat(others) + text).toString("base64");
  const whole = encoded.replace(/=+$/, "");
  // The last character may hold bits of what follows.
  const end = whole.length === encoded.length ? whole.length : whole.length - 1;
  return whole.slice(Math.ceil((others * 8) / 6), end);
}

/** A secret as it may stand somewhere: itself, without its role, its long parts, and each of them in base64 or hex. */
function formsOf(secret: string): readonly string[] {
  const value = secret.replace(/^[A-Za-z]+:/, "");
  const parts = [secret, value, ...value.split(/[:_]/).filter((part) => part.length >= 12)];
  return parts.flatMap((part) => {
    const base64 = [0, 1, 2].map((others) => base64Behind(part, others)).filter((text) => text.length >= 8);
    const hex = Buffer.from(part).toString("hex");
    // Percent-encoded once: with the spellings of that, twice.
    const encoded = encodeURIComponent(part.toWellFormed());
    return [
      part,
      encoded,
      encoded.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase()),
      ...base64,
      ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
      hex,
      hex.toUpperCase(),
    ];
  });
}

/** Makes what replaces secrets in any spelling, in bytes that were read as Latin-1. */
export const secretHider = (secrets: readonly string[], shown: string): ((text: string) => string) =>
  makeHider(
    [...new Set(secrets.flatMap(formsOf))].filter((text) => text.length >= shortestHidden),
    shown,
  );
