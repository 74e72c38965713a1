import { BridgeError } from "../../core/errors.ts";
import type { Provider } from "../../core/provider.ts";
import { findProviders, providerCalled } from "../../operate/catalogue/find-providers.ts";
import { spelled } from "../program/bridge-command.ts";

/** The provider of the catalogue that a command names. @throws BridgeError `wrong-use` with the ids of similar ones */
export function wantedProvider(text: string): Provider {
  const found = providerCalled(text);
  if (found) return found;
  const similar = findProviders(text).slice(0, 5);
  throw new BridgeError(
    "wrong-use",
    `There is no provider "${text}".`,
    similar.length > 0
      ? `Similar ids: ${similar.map(({ id }) => id).join(", ")}.`
      : `${spelled("providers")} lists them. For a vendor that is not there: ${spelled("new-provider <id>")}`,
  );
}
