import type { Provider } from "../../core/provider.ts";
import { secretRoles } from "../../signatures/secret-roles.ts";

/** What a source's owner does with its secret, by where it comes from. @param command with which one is stored */
const secretSentences: Readonly<Record<Provider["setup"]["secret"], (command: string) => string>> = {
  "issued-by-provider": (command) => `Copy the secret that the vendor shows there, and store it: ${command}`,
  "chosen-by-you": (command) =>
    `Choose a long random secret, store it and enter it there: ${command} (--generate makes one)`,
  "handed-over": () =>
    "Nothing is stored by hand: the vendor hands its secret over when it first calls the URL.",
  "public-key": (command) => `Copy the vendor's public key, and store it as the source's secret: ${command}`,
  identifier: (command) => `Store what identifies your account, as the source's secret: ${command}`,
};

/**
 * What is to do in the vendor's console, in order.
 * @param command with which a secret is stored: `npx hookbridge secrets set acme --stage dev`
 */
export function stepsAtVendor(provider: Provider, url: string, command: string): readonly string[] {
  const { where, secret, note } = provider.setup;
  const roles = secretRoles(provider);
  return [
    `Go to: ${where}`,
    `Enter the URL ${url}`,
    secretSentences[secret](command),
    ...(roles.length > 1 ? [`Secrets have roles, given with --role: ${roles.join(", ")}`] : []),
    ...(note === undefined ? [] : [note]),
  ];
}
