/** Only a signature of another version came. */
import { createHash, createHmac, generateKeyPairSync, sign as signBytes } from "node:crypto";
import { stripped } from "../../../../../src/contract/forge.ts";
import { signaturesOf } from "../../../../../src/core/provider.ts";
import { Secret } from "../../../../../src/core/secret.ts";
import { keyBytes } from "../../../../../src/signatures/parts/keys/secret-key.ts";
import { type Kind, withHeaders } from "../change.ts";
import type { Genuine } from "../genuine.ts";

/** Headers in place of the signature. */
const replaced = (
  name: string,
  about: string,
  headersOf: (genuine: Genuine) => Readonly<Record<string, string>> | undefined,
): Kind => ({
  word: "signature-other-scheme",
  name,
  change(genuine) {
    const more = headersOf(genuine);
    if (!more) return undefined;
    const bare = signaturesOf(genuine.provider).reduce((left, one) => stripped(one)(left), genuine.request);
    return {
      about,
      request: withHeaders(bare, (headers) => {
        for (const [header, value] of Object.entries(more)) headers.set(header, value);
      }),
    };
  },
});

function macKey({ signature, key }: Genuine): Uint8Array | undefined {
  return signature.scheme === "hmac" ? keyBytes(new Secret(key.secret), signature.key) : undefined;
}

const sha1 = replaced("sha1-only", "Only the old SHA-1 signature came.", (genuine) => {
  const { signature, request } = genuine;
  const key = macKey(genuine);
  if (signature.scheme !== "hmac" || !key || typeof signature.header !== "string" || signature.signed)
    return undefined;
  const old = signature.header.replace(/-?(?:hmac-)?sha-?256|-256/, (mark) =>
    mark.includes("sha") ? "-hmac-sha1" : "",
  );
  if (old === signature.header) return undefined;
  const digest = createHmac("sha1", key).update(request.body).digest(signature.encoding);
  return { [old.replace(/^-|--/g, "-")]: old.endsWith("sha1") ? digest : `sha1=${digest}` };
});

/** The field or prefix of a version, named as another. */
const otherVersion = (version: string): Kind => ({
  word: "signature-other-scheme",
  name: `version-${version}`,
  change({ signature, request }) {
    if (!("header" in signature) || typeof signature.header !== "string") return undefined;
    const header = signature.header;
    const value = request.headers.get(header);
    const field = "fields" in signature ? signature.fields?.signature : undefined;
    const prefix = "prefix" in signature ? signature.prefix : undefined;
    const versioned = [field, prefix].some((text) => text !== undefined && /^(?:v[0-9]|h1)=?$/.test(text));
    if (!value || !versioned) return undefined;
    const digest = /([=,]|^)(?:v[0-9]|h1)=(?=[0-9A-Za-z+/]{20})/g;
    const other = value.replace(digest, `$1${version}=`);
    if (other === value) return undefined;
    // A digest of that version is another.
    const wrong = other.replace(/[0-9a-f]{40,}/g, (run) =>
      createHash("sha256").update(run).digest("hex").slice(0, run.length),
    );
    return {
      about: `Only a signature of version ${version} came.`,
      request: withHeaders(request, (headers) => void headers.set(header, wrong)),
    };
  },
});

const standard = ({ signature, request }: Genuine) => {
  if (signature.scheme !== "standard-webhooks") return undefined;
  const { prefix } = signature;
  const [id, time, value] = ["id", "timestamp", "signature"].map((part) =>
    request.headers.get(`${prefix}-${part}`),
  );
  return id && time && value ? { prefix, id, time, value } : undefined;
};

const publicKeyOnly: Kind = {
  word: "signature-other-scheme",
  name: "v1a-only",
  change(genuine) {
    const found = standard(genuine);
    if (!found) return undefined;
    const { privateKey } = generateKeyPairSync("ed25519");
    const text = Buffer.concat([Buffer.from(`${found.id}.${found.time}.`), genuine.request.body]);
    const signed = `v1a,${signBytes(null, text, privateKey).toString("base64")}`;
    return {
      about: "Only the signature by public key (v1a) came.",
      request: withHeaders(
        genuine.request,
        (headers) => void headers.set(`${found.prefix}-signature`, signed),
      ),
    };
  },
};

const sha512 = (text: string): Buffer => createHash("sha512").update(text).digest();

const futureVersion: Kind = {
  word: "signature-other-scheme",
  name: "v2-of-the-standard",
  change(genuine) {
    const found = standard(genuine);
    return (
      found && {
        about: "Only a signature of a version v2 came.",
        request: withHeaders(
          genuine.request,
          (headers) =>
            void headers.set(`${found.prefix}-signature`, `v2,${sha512(found.value).toString("base64")}`),
        ),
      }
    );
  },
};

const mac = (genuine: Genuine, hash: string, text: string): string =>
  createHmac(hash, genuine.key.secret).update(text).digest("base64");
const bodyText = ({ request }: Genuine): string => Buffer.from(request.body).toString();

/** Old headers that only one vendor has. */
const ofVendors: readonly Kind[] = [
  replaced("square-sha1", "Only Square's old SHA-1 header came.", (genuine) =>
    genuine.provider.id === "square"
      ? { "x-square-signature": mac(genuine, "sha1", genuine.request.url + bodyText(genuine)) }
      : undefined,
  ),
  replaced("hubspot-v1-without-version", "HubSpot's v1 signature came without its version.", (genuine) =>
    genuine.provider.id === "hubspot"
      ? {
          "x-hubspot-signature": createHash("sha256")
            .update(genuine.key.secret + bodyText(genuine))
            .digest("hex"),
        }
      : undefined,
  ),
  replaced("plivo-v1", "Only Plivo's first signature came.", (genuine) =>
    genuine.provider.id === "plivo"
      ? { "x-plivo-signature": mac(genuine, "sha1", genuine.request.url.split("?")[0] ?? "") }
      : undefined,
  ),
  replaced("gitlab-token", "Only the secret token came, and the source has the signing token.", (genuine) =>
    genuine.provider.id === "gitlab" && genuine.signature.scheme === "standard-webhooks"
      ? { "x-gitlab-token": "GMvi4xhx5Lu1XSJH8koEaCA4Z10C24b2" }
      : undefined,
  ),
  replaced("zoom-token", "Only Zoom's old verification token came.", (genuine) =>
    genuine.provider.id === "zoom" ? { authorization: "5g8XcMwvQ2KdUcZq0kDk1w" } : undefined,
  ),
  replaced("github-style-sha1", "Only the SHA-1 signature came.", (genuine) => {
    const { signature, request } = genuine;
    const key = macKey(genuine);
    if (!key || signature.scheme !== "hmac" || signature.header !== "x-hub-signature-256") return undefined;
    return { "x-hub-signature": `sha1=${createHmac("sha1", key).update(request.body).digest("hex")}` };
  }),
  replaced("sha1-in-the-same-header", "The header has a SHA-1 signature.", (genuine) => {
    const { signature, request } = genuine;
    const key = macKey(genuine);
    if (
      !key ||
      signature.scheme !== "hmac" ||
      signature.prefix !== "sha256=" ||
      typeof signature.header !== "string" ||
      signature.signed
    )
      return undefined;
    return {
      [signature.header]: `sha1=${createHmac("sha1", key).update(request.body).digest(signature.encoding)}`,
    };
  }),
];

export const kinds: readonly Kind[] = [
  sha1,
  otherVersion("v0"),
  otherVersion("v2"),
  publicKeyOnly,
  futureVersion,
  ...ofVendors,
];
