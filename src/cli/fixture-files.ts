import { BridgeError } from "../core/errors.ts";
import { factsOf } from "../core/facts.ts";
import { readValue } from "../core/pointers.ts";
import { type Provider, secretRoles, signaturesOf } from "../core/provider.ts";
import type { WebhookRequest } from "../core/request.ts";
import { type Secret, secretOf } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import { anySpelling } from "../core/spellings.ts";
import { carriedAt, carries, chosen } from "../signatures/carried.ts";
import { verify } from "../signatures/verify.ts";
import type { Recording } from "./recording-proxy.ts";

/** The texts of the two files of a fixture. */
export interface FixtureFiles {
  readonly http: Buffer;
  readonly json: string;
}

/** An event as the bridge published it, as far as a fixture says it. */
export interface PublishedEvent {
  readonly "detail-type": string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Schemes in which the secret itself is sent: it is replaced wherever it stands. */
const sendsSecret: ReadonlySet<string> = new Set(["token", "basic-auth"]);

/** True when a fixture of this provider has to hold the secret that signed it, for without it nobody can check the signature. */
export const holdsSecret = (provider: Provider): boolean =>
  provider.setup.secret !== "public-key" &&
  signaturesOf(provider).some(({ scheme }) => !sendsSecret.has(scheme));

const replacement = "recorded-without-its-secret";

function headersOf({ rawHeaders }: Recording): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? "";
    const before = headers.get(name);
    const value = rawHeaders[at + 1] ?? "";
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return headers;
}

function requestOf(recording: Recording, origin: string): WebhookRequest {
  const { method, target, body } = recording;
  const mark = target.indexOf("?");
  const query = mark === -1 ? "" : target.slice(mark + 1);
  return { method, url: origin + target, query, headers: headersOf(recording), body };
}

/** Headers that the provider's file names, and those that say what the body is. Cookies and addresses stay behind. */
function keptHeaders(
  provider: Provider,
  headers: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  const text = JSON.stringify(provider);
  return [...headers].filter(
    ([name]) =>
      ["content-type", "user-agent"].includes(name) ||
      text.includes(`"${name}"`) ||
      text.includes(`header:${name}`),
  );
}

/** An entry of the source's parameter. */
interface Entry {
  readonly text: string;
  readonly secret: Secret;
}

/** The entry that the request was signed with; undefined for one that needed none. */
async function matching(
  provider: Provider,
  request: WebhookRequest,
  entries: readonly Entry[],
  nowMs: number,
): Promise<Entry | undefined> {
  const secrets = entries.map(({ secret }) => secret);
  const verdict = await verify(signaturesOf(provider), request, secrets, nowMs).catch(() => undefined);
  return verdict?.ok ? entries[verdict.secretIndex] : undefined;
}

/** A text without these secrets, wherever they stand and however they are written. It is read and given as Latin-1. */
function without(secrets: readonly Secret[], text: string): string {
  const base64 = (plain: string): string => Buffer.from(plain).toString("base64");
  return secrets
    .map((secret) => secret.reveal().trim())
    .filter((value) => value !== "")
    .reduce(
      (scrubbed, value) =>
        scrubbed
          .replace(anySpelling(value), replacement)
          .replace(anySpelling(base64(value)), base64(replacement)),
      text,
    );
}

/** The tokens and passwords that a request shows, read as Latin-1. */
function tokensIn(
  provider: Provider,
  signature: Signature | undefined,
  request: WebhookRequest,
  isHandshake: boolean,
): readonly string[] {
  const asked = isHandshake ? (provider.handshakes ?? []).flatMap(({ token }) => token?.from ?? []) : [];
  const signed = signature && !sendsSecret.has(signature.scheme) ? carriedAt(signature) : [];
  const carried = signaturesOf(provider)
    .filter((one) => sendsSecret.has(one.scheme) && carries(one, request))
    .flatMap(carriedAt)
    .filter((place) => !signed.includes(place));
  const facts = factsOf(request);
  return [...asked, ...carried]
    .flatMap((place) => readValue(facts, place) ?? [])
    .map((text) => Buffer.from(text).toString("latin1"));
}

const expected = ({ detail, "detail-type": type }: PublishedEvent): Readonly<Record<string, unknown>> => {
  const { id, subject, time, source, entity, action, receivedtime } = detail;
  return {
    type,
    id,
    ...(subject !== undefined && { subject }),
    ...(time !== receivedtime && { time }),
    source: String(source).startsWith("/sources/") ? "/sources/it" : source,
    ...(entity !== undefined && { entity }),
    ...(action !== undefined && { action }),
  };
};

/**
 * The fixture that a recorded request makes. Every secret of the source is replaced where it was sent, those of handshakes as well; the one
 * that signed the request stays.
 * @param entries the source's secrets, as its parameter holds them
 * @param events what the bridge published of it
 * @param by who made the request, for the witness
 */
export async function fixtureFiles(options: {
  readonly provider: Provider;
  readonly recording: Recording;
  readonly origin: string;
  readonly entries: readonly string[];
  readonly events: readonly PublishedEvent[];
  readonly by: string;
}): Promise<FixtureFiles> {
  const { provider, recording, origin, events } = options;
  const request = requestOf(recording, origin);
  const signature = chosen(signaturesOf(provider), request);
  const roles = secretRoles(provider);
  const entries = options.entries.map((text): Entry => ({ text, secret: secretOf(text, roles) }));
  const entry = await matching(provider, request, entries, recording.receivedAt);
  const signer = signature && !sendsSecret.has(signature.scheme) ? entry : undefined;
  const hidden = entries.filter((one) => one !== signer).map(({ secret }) => secret);
  const clean = (text: string): string => without(hidden, text);
  const sent = [recording.target, ...recording.rawHeaders, recording.body.toString("latin1")].join("\n");
  // What the bridge believed and the file of secrets does not know would stay as it is.
  const kept = tokensIn(provider, signature, request, recording.deliveryId === undefined).some(
    (token) => clean(token) === token,
  );
  if (kept || (signature && sendsSecret.has(signature.scheme) && !entry))
    throw new BridgeError(
      "config-invalid",
      "The request holds a secret that is not among those of its source: the fixture would hold it as well.",
      "Name the file that the bridge runs with: --secrets <file.json>.",
    );
  const used = entries.filter((one) => one === entry || without([one.secret], sent) !== sent);
  const body = Buffer.from(clean(recording.body.toString("latin1")), "latin1");
  const head = [
    clean(`${recording.method} ${recording.target} HTTP/1.1`),
    `host: ${new URL(origin).host}`,
    ...keptHeaders(provider, request.headers).map(([name, text]) => clean(`${name}: ${text}`)),
    `content-length: ${body.length}`,
  ];
  const handshake = recording.deliveryId === undefined;
  const answer = {
    status: recording.status,
    ...(recording.contentType && { contentType: recording.contentType }),
    body: Buffer.from(clean(recording.answer.toString("latin1")), "latin1").toString(),
  };
  const plain = recording.status === 200 && recording.answer.length === 0;
  const json = {
    clock: Math.floor(recording.receivedAt / 1000),
    origin,
    secrets: used.map((one) => (one === signer ? one.text : clean(one.text))),
    outcome: handshake ? "handshake" : "accepted",
    ...((handshake || !plain) && { answer }),
    ...(!handshake && { events: events.map(expected) }),
    witness: { kind: "captured", by: options.by },
  };
  return {
    http: Buffer.concat([Buffer.from(`${head.join("\n")}\n\n`), body]),
    json: `${JSON.stringify(json, undefined, 2)}\n`,
  };
}
