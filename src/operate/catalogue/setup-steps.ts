import type { Provider } from "../../core/provider.ts";
import { secretRoles } from "../../signatures/secret-roles.ts";

/** What a source's owner does with its secret. @param command the call that stores one, as it is typed */
function secretStep({ setup, name }: Provider, command: string): string {
  switch (setup.secret) {
    case "issued-by-provider":
      return `Store the secret that ${name} shows: ${command}`;
    case "chosen-by-you":
      return `Choose a secret, enter it at ${name} and store it, unless it is stored: ${command} (--generate makes a random one)`;
    case "handed-over":
      return `Store no secret: ${name} hands it over itself, when it pairs with the URL.`;
    case "public-key":
      return `Store the public key of ${name}: ${command}`;
    case "identifier":
      return `Store the value that ties deliveries to your account: ${command}`;
  }
}

/**
 * How a source is set up at its vendor, in order.
 * @param url of the source, as the vendor calls it
 * @param command the call that stores its secret, as it is typed
 */
export function setupSteps(provider: Provider, url: string, command: string): readonly string[] {
  const { setup } = provider;
  const roles = secretRoles(provider);
  return [
    `Open ${setup.where}`,
    `Set the URL there: ${url}`,
    secretStep(provider, command),
    ...(roles.length > 1 ? [`Secrets have roles, given with --role: ${roles.join(", ")}`] : []),
    ...(setup.note ? [setup.note] : []),
  ];
}
