import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { notationsOf } from "../../../../src/operate/explain/secret/decode.ts";

const bytes = Buffer.from("c2c5eedc9c83f1cb0fddf104953190539704478f19153848d36be7a561d47fb5", "hex");
const { publicKey } = generateKeyPairSync("ed25519");
const der = publicKey.export({ format: "der", type: "spki" });
const pem = publicKey.export({ format: "pem", type: "spki" }).toString();
const raw = der.subarray(12);

const textsFor = (text: string, beginnings: readonly string[] = []) =>
  notationsOf(text, beginnings).map((one) => one.text);

it.each([
  ["hex for base64", bytes.toString("hex"), bytes.toString("base64")],
  ["base64 for hex", bytes.toString("base64"), bytes.toString("hex")],
  ["base64 of a text", Buffer.from("hello-secret").toString("base64"), "hello-secret"],
  ["base64 of a text with a line end", Buffer.from("hello-secret\n").toString("base64"), "hello-secret"],
  ["hex of a text", Buffer.from("hello-secret").toString("hex"), "hello-secret"],
  ["encoded twice", Buffer.from(bytes.toString("base64")).toString("base64"), bytes.toString("base64")],
  ["hex behind a prefix", bytes.toString("hex"), `whsec_${bytes.toString("base64")}`],
  ["a lost prefix", "q7jA2DTP8f2xBJ8Tm7ZJzzUWd9LF7skU", "acme_q7jA2DTP8f2xBJ8Tm7ZJzzUWd9LF7skU", ["acme_"]],
  ["a prefix too much", "whsec_q7jA2DTP8f2xBJ8T", "q7jA2DTP8f2xBJ8T"],
  ["percent-encoding", "a%2Bb%2Fc", "a+b/c"],
  ["HTML entities", "a&amp;b&#43;c", "a&b+c"],
  ["capitals", bytes.toString("hex").toUpperCase(), bytes.toString("hex")],
  ["base64url", "a-b_c", "a+b/c"],
  ["DER for PEM", der.toString("base64"), pem],
  ["PEM for DER", pem, der.toString("base64")],
  ["PEM for the raw key", pem, raw.toString("hex")],
  ["the raw key for DER", raw.toString("hex"), der.toString("base64")],
  ["a JWK for the raw key", JSON.stringify(publicKey.export({ format: "jwk" })), raw.toString("base64")],
])("%s", (_, kept, meant, beginnings: readonly string[] = []) => {
  expect(textsFor(kept, beginnings)).toContain(meant);
});

it("says nothing of the secret", () => {
  const secret = "q7jA2DTP8f2xBJ8Tm7ZJzzUWd9LF7skU";
  for (const { what } of notationsOf(secret, ["acme_"])) {
    for (let at = 0; at + 5 < secret.length; at++) expect(what).not.toContain(secret.slice(at, at + 5));
  }
});
