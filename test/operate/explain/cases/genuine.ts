/** Requests as vendors send them, with nothing wrong. */

import { changeAt } from "../../../../src/contract/change-request.ts";
import { stripped } from "../../../../src/contract/forge.ts";
import { type Provider, signaturesOf } from "../../../../src/core/provider.ts";
import type { WebhookRequest } from "../../../../src/core/request.ts";
import type { Signature } from "../../../../src/core/signature.ts";
import { type Fixture, secretsFor } from "../../../../src/recorded/fixtures.ts";
import { chooseScheme, schemeOf } from "../../../../src/signatures/choose.ts";
import { mayServe } from "../../../../src/signatures/secret-roles.ts";
import { sign } from "../../../../src/signing/sign.ts";
import type { Random } from "./random.ts";
import { type MadeKey, newSecret } from "./secrets.ts";
import { sealedBy } from "./vendor-keys.ts";

/** What is signed otherwise than in the genuine request. */
export interface Resigned {
  readonly key?: MadeKey;
  /** With its query. */
  readonly url?: string;
  readonly method?: string;
  readonly nowMs?: number;
  readonly body?: Uint8Array;
  readonly headers?: ReadonlyMap<string, string>;
  /** Other rules than the provider's. */
  readonly signature?: Signature;
}

export interface Genuine {
  readonly provider: Provider;
  readonly signature: Signature;
  /** Name of the recorded request that it is made of. */
  readonly name: string;
  readonly sourceName: string;
  /** Without its query. */
  readonly publicUrl: string;
  readonly key: MadeKey;
  /** The role of the secret as it stands before it, with its colon; or nothing. */
  readonly role: string;
  /** What else the source keeps: secrets of other roles. */
  readonly beside: readonly string[];
  readonly signedMs: number;
  readonly clockMs: number;
  readonly fetched: Record<string, string>;
  readonly request: WebhookRequest;
  /** Signs it anew; missing where only the vendor can. */
  readonly sign?: (change: Resigned) => Promise<WebhookRequest | undefined>;
  /** A new secret of the same form. */
  readonly another: (random: Random) => Promise<MadeKey>;
}

const companies = ["contoso", "globex", "initech", "northwind", "umbra", "hooli", "vandelay", "acme"];

function hostOf(random: Random): string {
  const company = random.pick(companies);
  return random.pick([
    `hooks.${company}.example`,
    `webhooks.${company}.example`,
    `${random.lower(10)}.execute-api.eu-west-1.amazonaws.com`,
  ]);
}

/** The secret of a recorded request that signed it, without its role, and the others. */
function secretOfFixture(provider: Provider, signature: Signature, { secrets }: Fixture) {
  const list = secretsFor(provider, secrets);
  const at = list.findIndex((secret) => mayServe(secret, signature));
  const used = list[at];
  if (!used) return undefined;
  const { role } = used;
  return {
    value: used.reveal(),
    role: role === undefined ? "" : `${role}:`,
    beside: secrets.filter((_, index) => index !== at && list[index]?.role !== role),
  };
}

/** The request without its signature, and as it is where the secret itself is sent: that is then replaced. */
async function signedAnew(
  signature: Signature,
  draft: WebhookRequest,
  key: MadeKey,
  nowMs: number,
): Promise<WebhookRequest | undefined> {
  const sealed = await sealedBy(signature, draft, { secret: key.secret, nowMs });
  if (sealed) return sealed.request;
  const from = "from" in signature ? signature.from : undefined;
  if (schemeOf(signature).sendsSecret && from !== undefined && !from.startsWith("header:")) {
    const prefix = "prefix" in signature ? (signature.prefix ?? "") : "";
    return changeAt(from, () => prefix + key.secret)(draft);
  }
  // A parameter of the query would stand twice.
  const inQuery = from?.startsWith("query:") || signature.scheme === "twilio";
  return sign(signature, inQuery ? stripped(signature)(draft) : draft, key.signsWith, nowMs);
}

/** A recorded request as it is, for vendors whose keys nobody else has. */
export function recordedRequest(provider: Provider, fixture: Fixture): Genuine | undefined {
  const signature = chooseScheme(signaturesOf(provider), fixture.request);
  const secret = signature && secretOfFixture(provider, signature, fixture);
  if (!signature || !secret) return undefined;
  const publicUrl = fixture.request.url.split("?", 1)[0] ?? "";
  const key = { secret: secret.value, signsWith: secret.value };
  return {
    provider,
    signature,
    name: fixture.name,
    sourceName: publicUrl.replace(/^.*\//, ""),
    publicUrl,
    key,
    role: secret.role,
    beside: secret.beside,
    signedMs: fixture.clock * 1000,
    clockMs: fixture.clock * 1000,
    fetched: { ...fixture.fetched },
    request: fixture.request,
    another: (random) => newSecret(provider, signature, secret.value, random),
  };
}

/** A recorded request signed anew, with a secret, a URL and a time of its own; undefined where only the vendor can sign. */
export async function freshRequest(
  provider: Provider,
  fixture: Fixture,
  random: Random,
): Promise<Genuine | undefined> {
  const recorded = recordedRequest(provider, fixture);
  if (!recorded) return undefined;
  const { signature } = recorded;
  const key = await recorded.another(random.branch("secret"));
  const sourceName = `${random.pick(companies)}-${provider.id}`.slice(0, 63);
  const publicUrl = `https://${hostOf(random)}/hooks/${sourceName}`;
  const { query } = fixture.request;
  const signedMs = fixture.clock * 1000 + random.whole(1, 40) * 1000;
  const url = query === "" ? publicUrl : `${publicUrl}?${query}`;
  const host = new URL(publicUrl).host;
  const draft = { ...fixture.request, url, headers: new Map([...fixture.request.headers, ["host", host]]) };
  const resign = async (change: Resigned): Promise<WebhookRequest | undefined> => {
    const { url: other = url } = change;
    const mark = other.indexOf("?");
    const request: WebhookRequest = {
      method: change.method ?? draft.method,
      url: other,
      query: mark === -1 ? "" : other.slice(mark + 1),
      headers: change.headers ?? draft.headers,
      body: change.body ?? draft.body,
    };
    return signedAnew(change.signature ?? signature, request, change.key ?? key, change.nowMs ?? signedMs);
  };
  try {
    const request = await resign({});
    // The texts are the same for every request: they are of one key.
    const sealed = await sealedBy(signature, draft, { secret: key.secret, nowMs: signedMs });
    return (
      request && {
        ...recorded,
        sourceName,
        publicUrl,
        key,
        beside: sealed ? recorded.beside.filter((text) => !text.includes("-----BEGIN")) : recorded.beside,
        signedMs,
        clockMs: signedMs + random.whole(150, 1400),
        fetched: { ...recorded.fetched, ...sealed?.fetched },
        request,
        sign: resign,
      }
    );
  } catch {
    // The fixture is of a form that this signer can't make.
    return undefined;
  }
}
