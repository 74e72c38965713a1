import type { Provider } from "../../core/provider.ts";
import { secretRoles } from "../../signatures/secret-roles.ts";
import { handshakeText } from "../catalogue/handshake-text.ts";
import { retriesText } from "../catalogue/retries-text.ts";
import type { SourceSetup } from "../state.ts";

/** What the one who sets a source up at its vendor needs to know. @param evidence what the verification was checked against */
export function sourceSetup(provider: Provider, evidence: string | undefined): SourceSetup {
  const { setup, docs, handshakes = [] } = provider;
  return {
    where: setup.where,
    secret: setup.secret,
    ...(setup.note !== undefined && { note: setup.note }),
    roles: secretRoles(provider),
    docs,
    ...(evidence !== undefined && { evidence }),
    handshakes: handshakes.map(handshakeText),
    triesAgain: retriesText(provider),
  };
}
