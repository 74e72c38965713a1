import type { Provider } from "../../core/provider.ts";

const secretSentences: Readonly<Record<Provider["setup"]["secret"], string>> = {
  "issued-by-provider": "Copy the secret that the vendor shows there, and store it",
  "chosen-by-you": "Choose a long random secret, enter it there, and store it",
  "handed-over": "Nothing is stored by hand: the vendor hands its secret over when it first calls the URL.",
  "public-key": "Copy the vendor's public key, and store it as the source's secret",
  identifier: "Store what identifies your account, as the source's secret",
};

/**
 * What is to do in the vendor's console, in order.
 * @param command with which a secret is stored: `npx hookbridge secrets set acme --stage dev`
 */
export function stepsAtVendor({ setup }: Provider, url: string, command: string): readonly string[] {
  const { where, secret, note } = setup;
  const sentence = secretSentences[secret];
  return [
    `Open ${where}.`,
    `Enter the URL ${url}`,
    sentence.endsWith(".") ? sentence : `${sentence}: ${command}`,
    ...(note === undefined ? [] : [note]),
  ];
}
