import { describe, expect, it } from "vitest";
import type { WebhookRequest } from "../../src/core/request.ts";
import type { Signature } from "../../src/core/signature.ts";
import { chooseScheme } from "../../src/signatures/choose.ts";

const marks = { leaf: "1", issuer: "2" };

const withHeaders = (headers: Record<string, string>): WebhookRequest => ({
  method: "POST",
  url: "https://hooks.example.com/hooks/x",
  query: "",
  headers: new Map(Object.entries(headers)),
  body: Buffer.from("{}"),
});

describe("a password and a token in one header", () => {
  const schemes: readonly Signature[] = [
    { variant: "basic", scheme: "basic-auth" },
    { variant: "bearer", scheme: "token", from: "header:authorization", prefix: "Bearer " },
    { variant: "own", scheme: "token", from: "header:x-own-token" },
  ];
  it.each([
    ["Basic YTpi", "basic"],
    ["basic YTpi", "basic"],
    ["Bearer abc", "bearer"],
    ["Digest abc", undefined],
    ["Basic", undefined],
    ["", undefined],
  ])("%s is %s", (authorization, variant) => {
    expect(chooseScheme(schemes, withHeaders({ authorization }))?.variant).toBe(variant);
  });

  it("leaves other headers alone", () => {
    expect(chooseScheme(schemes, withHeaders({ "x-own-token": "Basic YTpi" }))?.variant).toBe("own");
  });
});

it("reads a signature from a URL-encoded form only, and a token from any form", () => {
  const types = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "application/json"];
  const found = (signature: Signature) =>
    types.map((type) => chooseScheme([signature], withHeaders({ "content-type": type })) === signature);
  // Its parameters may be the members of JSON, whatever the request calls it.
  expect(found({ scheme: "sorted-parameters", parameter: "sig", hashes: ["md5"] })).toEqual([
    true,
    true,
    true,
  ]);
  const inForm = {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    from: "form:s",
    signed: "{form:t}",
  } as const;
  expect(found(inForm)).toEqual([true, false, false]);
  expect(found({ ...inForm, multipart: true })).toEqual([true, true, false]);
  expect(found({ scheme: "token", from: "form:token" })).toEqual([true, true, true]);
  expect(found({ scheme: "certified-jws", from: "body:/j", marks, owner: [] })).toEqual([true, true, true]);
});

describe("a scheme for requests that have a header", () => {
  const hmac = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature" } as const;
  const schemes: readonly Signature[] = [
    { ...hmac, variant: "v2", only: { when: "header:x-version", equals: "2" } },
    { ...hmac, variant: "timed", only: { when: "header:x-time" }, signed: "{timestamp}:{body}" },
    { ...hmac, variant: "plain" },
  ];
  it.each([
    [{ "x-version": "2", "x-time": "1" }, "v2"],
    [{ "x-version": "3", "x-time": "1" }, "timed"],
    [{ "x-time": "" }, "plain"],
    [{}, "plain"],
  ])("%j is %s", (headers, variant) => {
    const request = withHeaders({ "x-signature": "00", ...(headers as Record<string, string>) });
    expect(chooseScheme(schemes, request)?.variant).toBe(variant);
  });
});
