import type { Provider } from "../../core/provider.ts";
import { makeSecrets } from "../../local/secrets/secret-shapes.ts";
import { roleIn } from "./secret-list.ts";

/** The roles of tokens for handshakes: those are always the owner's choice. */
const tokenRoles = ({ handshakes = [] }: Provider): readonly string[] =>
  handshakes.flatMap(({ token }) => token?.role ?? []);

/**
 * Random secrets for a vendor that lets its customer choose them, as they are stored. None where the vendor issues them.
 * @param role only those of this role
 */
export async function generatedSecrets(provider: Provider, role?: string): Promise<readonly string[]> {
  const { secrets, signingKeys } = await makeSecrets(provider);
  const isChosen = provider.setup.secret === "chosen-by-you";
  return secrets.filter((text) => {
    const own = roleIn(provider, text);
    const isFree = isChosen || (own !== undefined && tokenRoles(provider).includes(own));
    return isFree && signingKeys[text] === undefined && (role === undefined || own === role);
  });
}
