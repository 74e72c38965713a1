import { storedTexts } from "../../aws/secrets/stored-texts.ts";
import { BridgeError } from "../../core/errors.ts";
import type { Source } from "../../core/source.ts";
import { waitsForPairing } from "../../local/secrets/secret-shapes.ts";
import { faultsOfTexts } from "../../operate/secrets/check-secrets.ts";
import { generatedSecrets } from "../../operate/secrets/generated-secrets.ts";
import { storedText } from "../../operate/secrets/secret-list.ts";
import { secretRoles } from "../../signatures/secret-roles.ts";
import { enteredText } from "./entered-secret.ts";

/** How a secret is given. */
export interface EntryFlags {
  readonly role?: string;
  readonly generate: boolean;
  readonly force: boolean;
}

/** What a vendor's secret is called. */
export const nounFor = ({ provider }: Source): string =>
  ({
    "issued-by-provider": "secret",
    "chosen-by-you": "secret",
    "handed-over": "secret",
    "public-key": "public key",
    identifier: "value",
  })[provider.setup.secret];

function refuseRole({ name, provider }: Source, role: string | undefined): void {
  const roles = secretRoles(provider);
  if (role === undefined || roles.includes(role)) return;
  throw new BridgeError(
    "wrong-use",
    `Secrets of ${provider.name} do not have this role.`,
    roles.length > 0
      ? `The roles of "${name}" are ${roles.join(", ")}.`
      : `Those of "${name}" have none: leave --role out.`,
  );
}

function refusePairing({ name, provider }: Source, force: boolean): void {
  if (force || !waitsForPairing(provider)) return;
  throw new BridgeError(
    "wrong-use",
    `${provider.name} hands its secret over itself, when it pairs with the URL of "${name}". A secret that is stored before would prevent that.`,
    `Set the URL at the vendor: ${provider.setup.where}. To store one that was handed over elsewhere, add --force.`,
  );
}

async function generated({ name, provider }: Source, role: string | undefined): Promise<readonly string[]> {
  const texts = await generatedSecrets(provider, role);
  if (texts.length > 0) return texts;
  throw new BridgeError(
    "wrong-use",
    `${provider.name} does not let its customers choose this secret of "${name}".`,
    `Copy the vendor's: ${provider.setup.where}. Then leave --generate out.`,
  );
}

/** A list as it is stored, `["newest", "older"]`; undefined for anything else. */
function enteredTextList(text: string): readonly string[] | undefined {
  if (!/^\s*\[\s*"/.test(text)) return undefined;
  const list = storedTexts(text);
  return list.length === 1 && list[0] === text ? undefined : list;
}

/** Refuses what can't be a secret of the vendor, and what probably is none. */
function refuseFaults(source: Source, texts: readonly string[], force: boolean): void {
  const [fault] = faultsOfTexts(source.provider, texts).filter(
    // A list may be stored one role after another.
    ({ problem }) => problem === "blank" || (!force && problem !== "role"),
  );
  if (!fault) return;
  const which = texts.length > 1 ? ` (number ${fault.place} of the list)` : "";
  const anyway = fault.problem === "blank" ? "" : " If it is right all the same, add --force.";
  throw new BridgeError(
    "wrong-use",
    `The ${nounFor(source)} for "${source.name}"${which} was not stored. ${fault.what}`,
    `${fault.remedy}${anyway}`,
  );
}

/**
 * The secrets that somebody enters for a source, or random ones, as they are stored. Their form is checked.
 * @param call the command as it is typed
 * @throws BridgeError `wrong-use` for what is no secret of the vendor, unless it is forced
 */
export async function acceptedSecrets(
  source: Source,
  { role, generate, force }: EntryFlags,
  call: string,
): Promise<readonly string[]> {
  refuseRole(source, role);
  refusePairing(source, force);
  if (generate) return generated(source, role);
  const noun = role === undefined ? nounFor(source) : `${role} ${nounFor(source)}`;
  const text = await enteredText(`The ${noun} of "${source.name}" (it is not shown):`, call);
  const texts = (role === undefined ? enteredTextList(text) : undefined) ?? [text];
  const stored = texts.map((each) => storedText(source.provider, each, role));
  refuseFaults(source, stored, force);
  return stored;
}
