import { type KeyObject, sign } from "node:crypto";

/** What a certificate of the tests says (RFC 5280, as much as Node reads of it). */
export interface CertificateDraft {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  /** Of the issuer: an EC or RSA key. */
  readonly signedWith: KeyObject;
  readonly from?: string;
  readonly to?: string;
  readonly ca?: boolean;
  /** Object identifiers of extensions that hold nothing. */
  readonly marks?: readonly string[];
}

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  const arcs = [first * 40 + second, ...rest].flatMap((arc) => {
    const digits = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift((left & 0x7f) | 0x80);
    return digits;
  });
  return der(0x06, Buffer.from(arcs));
}

const nameOf = (common: string): Buffer =>
  sequence(der(0x31, sequence(oid("2.5.4.3"), der(0x0c, Buffer.from(common)))));

const timeOf = (iso: string): Buffer =>
  der(0x18, Buffer.from(iso.replace(/[-:T]/g, "").replace(/\.[0-9]+/, "")));

const extension = (id: string, value: Uint8Array): Buffer => sequence(oid(id), der(0x04, value));

let serial = 0;

/** An X.509 certificate as DER. */
export function certificate(draft: CertificateDraft): Buffer {
  const { signedWith } = draft;
  const isRsa = signedWith.asymmetricKeyType === "rsa";
  const algorithm = isRsa
    ? sequence(oid("1.2.840.113549.1.1.11"), der(0x05))
    : sequence(oid("1.2.840.10045.4.3.2"));
  const extensions = [
    ...(draft.ca ? [extension("2.5.29.19", sequence(der(0x01, Buffer.from([0xff]))))] : []),
    ...(draft.marks ?? []).map((mark) => extension(mark, der(0x05))),
  ];
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([++serial])),
    algorithm,
    nameOf(draft.issuer),
    sequence(timeOf(draft.from ?? "2026-01-01T00:00:00Z"), timeOf(draft.to ?? "2027-01-01T00:00:00Z")),
    nameOf(draft.subject),
    draft.publicKey.export({ format: "der", type: "spki" }),
    ...(extensions.length > 0 ? [der(0xa3, sequence(...extensions))] : []),
  );
  const signature = sign("sha256", content, signedWith);
  return sequence(content, algorithm, der(0x03, Buffer.from([0]), signature));
}

/** A certificate as text. */
export const pemOf = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString("base64").replace(/(.{64})/g, "$1\n")}\n-----END CERTIFICATE-----\n`;
