import type { Provider } from "../../core/provider.ts";
import { secretRoles } from "../../signatures/secret-roles.ts";

/** What a source's owner does with its secret, by where it comes from. */
const secretSteps: Readonly<Record<Provider["setup"]["secret"], (name: string, command: string) => string>> =
  {
    "issued-by-provider": (name, command) => `Store the secret that ${name} shows: ${command}`,
    "chosen-by-you": (name, command) =>
      `Choose a secret, enter it at ${name} and store it, unless it is stored: ${command} (--generate makes a random one)`,
    "handed-over": (name) => `Store no secret: ${name} hands it over itself, when it pairs with the URL.`,
    "public-key": (name, command) => `Store the public key of ${name}: ${command}`,
    identifier: (_, command) => `Store the value that ties deliveries to your account: ${command}`,
  };

/**
 * How a source is set up at its vendor, in order.
 * @param url of the source, as the vendor calls it
 * @param command the call that stores its secret, as it is typed
 */
export function setupSteps(provider: Provider, url: string, command: string): readonly string[] {
  const { setup } = provider;
  const roles = secretRoles(provider);
  return [
    setup.where,
    `URL: ${url}`,
    secretSteps[setup.secret](provider.name, command),
    ...(roles.length > 1 ? [`Secrets have roles, given with --role: ${roles.join(", ")}`] : []),
    ...(setup.note ? [setup.note] : []),
  ];
}
