/** The signature did not come, or not as the scheme has it. */

import { changeAt } from "../../../../../src/contract/change-request.ts";
import { stripped } from "../../../../../src/contract/forge.ts";
import { signaturesOf } from "../../../../../src/core/provider.ts";
import type { WebhookRequest } from "../../../../../src/core/request.ts";
import { signatureLocations } from "../../../../../src/signatures/choose.ts";
import { type Kind, withHeaders } from "../change.ts";
import type { Genuine } from "../genuine.ts";

const ownHeaders = new Set(["host", "user-agent", "content-length", "content-type", "accept"]);

/** The header with the signature, and its value. */
export function signatureHeader({
  signature,
  request,
}: Genuine): readonly [name: string, value: string] | undefined {
  for (const place of signatureLocations(signature)) {
    const name = place.startsWith("header:") ? place.slice("header:".length) : undefined;
    const value = name && request.headers.get(name);
    if (name && value) return [name, value];
  }
  return undefined;
}

export const isInBody = ({ signature }: Genuine): boolean =>
  signatureLocations(signature).some((place) => /^(?:body|form):/.test(place));

/** Without any signature of the provider. */
const unsigned = ({ provider, request }: Genuine): WebhookRequest =>
  signaturesOf(provider).reduce((left, signature) => stripped(signature)(left), request);

/** Headers that are signed beside the body: the time, an id. */
export function signedHeaders({ signature }: Genuine): readonly string[] {
  const text = JSON.stringify(signature);
  const named = Array.from(text.matchAll(/\bheader:([a-z0-9-]+)/g), ([, name = ""]) => name).filter(
    (name) => !ownHeaders.has(name),
  );
  const standard =
    "prefix" in signature && signature.scheme === "standard-webhooks" ? signature.prefix : undefined;
  return [...named, ...(standard ? [`${standard}-id`, `${standard}-timestamp`] : [])];
}

const without = (request: WebhookRequest, names: readonly string[]): WebhookRequest =>
  withHeaders(request, (headers) => {
    for (const name of names) headers.delete(name);
  });

const stands = (value: string | undefined, { headers, body }: WebhookRequest): boolean =>
  value !== undefined && ([...headers.values()].includes(value) || Buffer.from(body).includes(value));

const missing: readonly Kind[] = [
  {
    word: "signature-missing",
    name: "dropped",
    change: (genuine) =>
      // Nothing drops a field of a body.
      isInBody(genuine)
        ? undefined
        : {
            about: "A proxy has dropped the signature.",
            request: unsigned(genuine),
            names: signatureLocations(genuine.signature).map((place) => place.replace(/^.*[:/]/, "")),
          },
  },
  {
    word: "signature-missing",
    name: "signed-header-dropped",
    change(genuine, random) {
      const signature = signatureHeader(genuine)?.[0];
      const names = signedHeaders(genuine).filter(
        (name) => name !== signature && genuine.request.headers.has(name),
      );
      if (names.length === 0) return undefined;
      const name = random.pick(names);
      // The header that says which version it is of.
      const isVersion = genuine.signature.only?.when === `header:${name}`;
      return {
        about: `A proxy has dropped ${name}, which is signed.`,
        request: without(genuine.request, [name]),
        names: [name],
        accept: [
          ...(isVersion ? (["signature-other-scheme"] as const) : []),
          // The vendor sends the same value in another header as well.
          ...(stands(genuine.request.headers.get(name), without(genuine.request, [name]))
            ? (["signature-misplaced"] as const)
            : []),
        ],
      };
    },
  },
  {
    word: "signature-missing",
    name: "all-of-the-vendors-dropped",
    change(genuine) {
      if (!signatureHeader(genuine)) return undefined;
      const names = [...genuine.request.headers.keys()].filter((name) => !ownHeaders.has(name));
      return {
        about: "A proxy has dropped all headers of the vendor.",
        request: without(genuine.request, names),
      };
    },
  },
];

const renamed = (name: string, rename: (header: string) => string | undefined): Kind => ({
  word: "signature-misplaced",
  name,
  change(genuine) {
    const [header, value] = signatureHeader(genuine) ?? [];
    const other = header && rename(header);
    if (!header || !value || !other || other === header) return undefined;
    const request = withHeaders(
      without(genuine.request, [header]),
      (headers) => void headers.set(other, value),
    );
    return { about: `${header} came as ${other}.`, request, names: [other] };
  },
});

const misplaced: readonly Kind[] = [
  renamed("x-forwarded", (header) => `x-forwarded-${header}`),
  renamed("x-original", (header) => `x-original-${header.replace(/^x-/, "")}`),
  renamed("underscores", (header) => header.replaceAll("-", "_")),
  renamed("environment-variable", (header) => `http_${header.replaceAll("-", "_")}`),
  renamed("x-cut", (header) => (header.startsWith("x-") ? header.slice(2) : undefined)),
  renamed("x-added", (header) => (header.startsWith("x-") ? undefined : `x-${header}`)),
  renamed("amazon-remapped", (header) => `x-amzn-remapped-${header}`),
  renamed("proxy-authorization", (header) =>
    header === "authorization" ? "proxy-authorization" : undefined,
  ),
  renamed("own-prefix", (header) => `acme-${header}`),
  {
    word: "signature-misplaced",
    name: "in-the-query",
    change(genuine) {
      const [header, value] = signatureHeader(genuine) ?? [];
      if (!header || !value) return undefined;
      const left = without(genuine.request, [header]);
      const pair = `${header}=${encodeURIComponent(value)}`;
      const query = left.query === "" ? pair : `${left.query}&${pair}`;
      return { about: `${header} came in the query.`, request: { ...left, query }, names: ["query"] };
    },
  },
  {
    word: "signature-misplaced",
    name: "out-of-the-query",
    change(genuine) {
      const place = signatureLocations(genuine.signature).find((one) => one.startsWith("query:"));
      const name = place?.slice("query:".length);
      const value = name && new URLSearchParams(genuine.request.query).get(name);
      if (!place || !name || !value) return undefined;
      const left = changeAt(place, () => undefined)(genuine.request);
      const header = `x-${name.toLowerCase().replace(/[^a-z0-9-]/g, "-")}`;
      return {
        about: `The query's ${name} came as the header ${header}.`,
        request: withHeaders(left, (headers) => void headers.set(header, value)),
      };
    },
  },
];

const rewritten = (name: string, rewrite: (value: string, genuine: Genuine) => string | undefined): Kind => ({
  word: "signature-encoding",
  name,
  change(genuine) {
    const [header, value] = signatureHeader(genuine) ?? [];
    const isDigest =
      "encoding" in genuine.signature ||
      genuine.signature.scheme === "standard-webhooks" ||
      genuine.signature.scheme === "twilio" ||
      genuine.signature.scheme === "plivo";
    const other = header && value && isDigest ? rewrite(value, genuine) : undefined;
    if (!header || !other || other === value) return undefined;
    return {
      about: `The signature is written otherwise: ${name}.`,
      request: withHeaders(genuine.request, (headers) => void headers.set(header, other)),
    };
  },
});

const hexRun = /(?<![0-9a-z])[0-9a-f]{32,}(?![0-9a-z])/gi;
const base64Run = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24,}={0,2}/g;
const isHex = (value: string): boolean => value.search(hexRun) !== -1;
const inHex =
  (change: (bytes: Buffer) => string) =>
  (value: string): string | undefined =>
    isHex(value) ? value.replace(hexRun, (run) => change(Buffer.from(run, "hex"))) : undefined;
const inBase64 =
  (change: (bytes: Buffer, run: string) => string) =>
  (value: string): string | undefined =>
    isHex(value) ? undefined : value.replace(base64Run, (run) => change(Buffer.from(run, "base64"), run));

const encodings: readonly Kind[] = [
  rewritten(
    "base64-for-hex",
    inHex((bytes) => bytes.toString("base64")),
  ),
  rewritten(
    "base64url-for-hex",
    inHex((bytes) => bytes.toString("base64url")),
  ),
  rewritten("upper-case-hex", (value) =>
    isHex(value) ? value.replace(hexRun, (run) => run.toUpperCase()) : undefined,
  ),
  rewritten("colons-in-hex", (value) =>
    isHex(value) ? value.replace(hexRun, (run) => run.replace(/(..)(?=.)/g, "$1:")) : undefined,
  ),
  rewritten(
    "hex-for-base64",
    inBase64((bytes) => bytes.toString("hex")),
  ),
  rewritten(
    "upper-hex-for-base64",
    inBase64((bytes) => bytes.toString("hex").toUpperCase()),
  ),
  rewritten(
    "base64url-for-base64",
    inBase64((bytes) => bytes.toString("base64url")),
  ),
  rewritten(
    "padding-cut",
    inBase64((_, run) => run.replace(/=+$/, "")),
  ),
  rewritten("hex-in-base64", (value) =>
    isHex(value) ? value.replace(hexRun, (run) => Buffer.from(run).toString("base64")) : undefined,
  ),
  rewritten(
    "base64-twice",
    inBase64((_, run) => Buffer.from(run).toString("base64")),
  ),
  rewritten("percent-encoded", (value) => encodeURIComponent(value)),
  rewritten("quoted", (value) => `"${value}"`),
  rewritten("prefix-cut", (value, { signature }) =>
    "prefix" in signature &&
    signature.prefix &&
    signature.scheme !== "standard-webhooks" &&
    value.startsWith(signature.prefix)
      ? value.slice(signature.prefix.length)
      : undefined,
  ),
  rewritten("prefix-upper", (value, { signature }) =>
    "prefix" in signature && signature.prefix && value.startsWith(signature.prefix)
      ? signature.prefix.toUpperCase() + value.slice(signature.prefix.length)
      : undefined,
  ),
  rewritten("prefix-added", (value, { signature }) =>
    "hash" in signature && typeof signature.hash === "string" && /^[A-Za-z0-9+/=_-]+$/.test(value)
      ? `${signature.hash}=${value}`
      : undefined,
  ),
  rewritten("version-cut", (value, { signature }) =>
    signature.scheme === "standard-webhooks" ? value.replace("v1,", "") : undefined,
  ),
];

export const kinds: readonly Kind[] = [...missing, ...misplaced, ...encodings];
