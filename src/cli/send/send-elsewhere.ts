import { BridgeError } from "../../core/errors.ts";
import { signaturesOf } from "../../core/provider.ts";
import type { Source } from "../../core/source.ts";
import { sendSample } from "../../local/samples/send-sample.ts";
import { readSigningKeys } from "../../local/secrets/secrets-file.ts";
import type { SampleAnswer, SampleOrder } from "../../operate/state.ts";
import { schemeOf } from "../../signatures/choose.ts";
import { spelled } from "../program/bridge-command.ts";
import { enteredText } from "../secrets/entered-secret.ts";
import { openSecrets } from "../secrets/open-secrets.ts";
import type { SecretFlags } from "../secrets/secret-flags.ts";
import { recordingsOf } from "./list-samples.ts";

/** Where a sample goes instead of the running bridge, and where its secret comes from. */
export interface ElsewhereFlags extends SecretFlags {
  /** A webhook URL, or what stands before `/hooks/` in it. */
  readonly to: string;
  readonly secretStdin: boolean;
}

const loopback = /^(?:localhost|127(?:\.[0-9]+){3}|\[::1\])$/;

/** The webhook URL of a source at a URL: as it is, or with `/hooks/<source>` behind it. */
function webhookUrl(to: string, source: string): URL {
  const url = URL.canParse(to) ? new URL(to) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "")
    throw new BridgeError(
      "wrong-use",
      `--to ${to} is no URL that a webhook can be sent to.`,
      `Give the webhook URL, or what stands before /hooks/ in it: --to https://hooks.example.com/hooks/${source}`,
    );
  const path = url.pathname.replace(/\/+$/, "");
  return /\/hooks\/[^/]+$/.test(path) ? url : new URL(`${url.origin}${path}/hooks/${source}`);
}

/** A token or password must not go over a network in the clear. */
function refuseOpenSecret({ name, provider }: Source, url: URL): void {
  const sends = signaturesOf(provider).some((signature) => schemeOf(signature).sendsSecret);
  if (!sends || url.protocol === "https:" || loopback.test(url.hostname)) return;
  throw new BridgeError(
    "wrong-use",
    `Requests of ${provider.name} carry the secret of "${name}" itself, and ${url.origin} has no encryption.`,
    "Use an https URL.",
  );
}

/** The secrets that the sample is signed with. */
async function keysFor(source: Source, flags: ElsewhereFlags) {
  const { stage, dataDir, secretStdin, to } = flags;
  if (secretStdin) {
    const call = spelled(`send ${source.name} --to ${to} --secret-stdin`);
    const text = await enteredText(`The secret of "${source.name}" there (it is not shown):`, call);
    return { secrets: [text.replace(/\r?\n$/, "")], signingKeys: {} };
  }
  const { place } = await openSecrets(flags);
  const kept = (await place.read([source.name])).get(source.name);
  if (!kept)
    throw new BridgeError(
      "wrong-use",
      `"${source.name}" has no secret in ${place.where(source.name)}, so nothing can be signed.`,
      `Set it: ${spelled(`secrets set ${source.name}`)}, or send the one of that URL to standard input with --secret-stdin.`,
    );
  const keys = stage === undefined ? readSigningKeys(dataDir).get(source.name) : undefined;
  return { secrets: kept.texts, signingKeys: keys ?? {} };
}

/** Signs a sample with the secret at hand, and sends it to a URL. */
export async function sendElsewhere(
  source: Source,
  order: SampleOrder,
  flags: ElsewhereFlags,
): Promise<SampleAnswer> {
  const url = webhookUrl(flags.to, source.name);
  refuseOpenSecret(source, url);
  return sendSample({
    ...(await keysFor(source, flags)),
    source,
    recordings: recordingsOf(source, flags.config),
    url: url.href,
    changes: order,
    now: Date.now(),
  });
}
