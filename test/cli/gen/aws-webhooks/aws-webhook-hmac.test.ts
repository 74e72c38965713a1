import { describe, expect, it } from "vitest";
import { obstaclesOfHmac, settingsOfHmac } from "../../../../src/cli/gen/aws-webhooks/aws-webhook-hmac.ts";
import type { Retries } from "../../../../src/core/provider.ts";
import type { KeyFormat } from "../../../../src/core/signature.ts";
import { plainFormOf } from "../../../../src/signatures/describe.ts";
import type { PlainHmac } from "../../../../src/signatures/plain-form.ts";
import { acme } from "../../../support/fakes.ts";

const plain: PlainHmac = { kind: "mac", hash: "sha256", encoding: "hex", header: "x-acme" };
const timed: PlainHmac = {
  ...plain,
  fields: { timestamp: "t", signature: "v1" },
  signed: "{timestamp}.{body}",
  toleranceSeconds: 300,
};

const obstacles = (form: Partial<PlainHmac>, base = plain, signed?: Retries["signed"]) =>
  obstaclesOfHmac(
    { ...base, ...form },
    { ...acme, retries: { source: "its page", ...(signed && { signed }) } },
  ).map(({ verdict, reason }) => `${verdict}: ${reason}`);

describe("what AWS can check", () => {
  it.each<readonly [what: string, form: Partial<PlainHmac>]>([
    ["the body", {}],
    ["SHA-1", { hash: "sha1" }],
    ["Base64", { encoding: "base64" }],
    ["several headers, of which one is named", { header: ["x-a", "x-b"] }],
    ["the time and the body", timed],
    ["a time in a header of its own", { signed: "{timestamp}.{body}", timestamp: "header:x-time" }],
    ["id, time and body", { signed: "{header:x-id}.{timestamp}.{body}", timestamp: "header:x-time" }],
    ["the longest tolerance", { ...timed, toleranceSeconds: 900 }],
  ])("%s", (_, form) => {
    expect(obstacles(form)).toEqual([]);
  });
});

describe("what AWS can't check", () => {
  it.each<readonly [form: Partial<PlainHmac>, reason: string]>([
    [{ hash: "sha512" }, "HMAC-SHA512"],
    [{ encoding: "base64url" }, "signature in Base64url"],
    [{ from: "query:signature" }, "signature not in a header"],
    [{ signed: "{timestamp}:{body}" }, "signs `{timestamp}:{body}`"],
    [{ signed: "v1.{timestamp}.{body}" }, "signs `v1.{timestamp}.{body}`"],
    [{ signed: "{body}{timestamp}" }, "signs `{body}{timestamp}`"],
    [{ signed: ["{body}", "{body:/0}"] }, "signs `{body}` or `{body:/0}`"],
    [{ signed: ["{body}", "{timestamp}.{body}"] }, "signs `{body}` or `{timestamp}.{body}`"],
    [{ signed: "{header:x-id}{timestamp}{body}" }, "signs `{header:x-id}{timestamp}{body}`"],
    [{ fields: { signature: "*" } }, "the signature's field has no fixed name"],
    [{ separator: " ," }, "two separators in its header"],
    [
      { ...timed, fields: { signature: "v1" }, parts: "timestamp-first" },
      "no text before the time in its header",
    ],
    [{ ...timed, toleranceSeconds: 901 }, "needs a tolerance of 901 s, and AWS has 900 s at most"],
    [
      { ...timed, toleranceSeconds: "unlimited" },
      "needs a tolerance of unlimited s, and AWS has 900 s at most",
    ],
  ])("%j", (form, reason) => {
    expect(obstacles(form)).toEqual([`no: ${reason}`]);
  });

  it("a long tolerance matters where the time is signed, and less where each attempt is signed anew", () => {
    expect(obstacles({ timestamp: "body:/at", toleranceSeconds: 3_600 })).toEqual([]);
    expect(obstacles({ toleranceSeconds: 3_600 }, timed, "once")[0]).toMatch(/^no: needs a tolerance/);
    expect(obstacles({ toleranceSeconds: 3_600 }, timed, "anew")[0]).toMatch(/^perhaps: needs a tolerance/);
  });

  it("a time in another unit may be read, or not", () => {
    expect(obstacles({ timestampUnit: "ms" }, timed)).toEqual([
      "perhaps: its time is written as `ms`, and no page found says what AWS reads",
    ]);
  });
});

it.each<readonly [key: KeyFormat, secret: string, obstacle: string | undefined]>([
  ["utf8", "RAW", undefined],
  ["utf8-not-jwk", "RAW", undefined],
  ["base64", "BASE64", undefined],
  ["whsec", "BASE64", undefined],
  [{ prefix: "whsec_", decode: "base64" }, "BASE64", undefined],
  [{ textPrefix: "ws_" }, "RAW if it begins with `ws_`, else BASE64", undefined],
  [{ prefix: "v1,whsec_", decode: "base64" }, "BASE64", "cut `v1,whsec_` off its secret"],
  [{ suffix: "&" }, "RAW", "write `&` after its secret"],
  ["nfkd", "RAW", "write its secret in Unicode's form NFKD"],
  ["html", "RAW", "resolve HTML entities in its secret"],
  ["hex", "BASE64", "write its hexadecimal secret in Base64"],
  ["sha1", "BASE64", "write the SHA-1 of its secret in Base64"],
])("the key %j is read as %s", (key, secret, obstacle) => {
  expect(obstacles({ key })).toEqual(obstacle ? [`by hand: ${obstacle}`] : []);
  expect(settingsOfHmac({ ...plain, key })).toBe(`HMAC SHA256, HEX: \`x-acme\`, BODY, secret ${secret}`);
});

describe("the settings", () => {
  it.each<readonly [form: Partial<PlainHmac>, settings: string]>([
    [{ prefix: "sha256=" }, "`x-acme`, prefix `sha256=`, BODY"],
    [{ prefix: "sha256=", separator: "," }, "`x-acme`, prefix `sha256=`, delimiter `,`, BODY"],
    [{ fields: { signature: "v1" } }, "`x-acme`, prefix `v1=`, delimiter `,`, BODY"],
    [timed, "`x-acme`, prefix `v1=`, delimiter `,`, time behind `t=`, TIMESTAMP_DOT_BODY"],
    [{ timestamp: "body:/at" }, "`x-acme`, BODY, its time is not checked"],
  ])("%j", (form, settings) => {
    expect(settingsOfHmac({ ...plain, ...form })).toBe(`HMAC SHA256, HEX: ${settings}, secret RAW`);
  });

  it("name the three headers of Standard Webhooks", () => {
    const form = plainFormOf({ scheme: "standard-webhooks", prefix: "acme" });
    if (form?.kind !== "mac") throw new Error("no HMAC");
    expect(obstaclesOfHmac(form, acme)).toEqual([]);
    expect(settingsOfHmac(form)).toBe(
      "HMAC SHA256, BASE64: `acme-signature`, prefix `v1,`, delimiter a space, id in `acme-id`, time in `acme-timestamp`, " +
        "MESSAGE_ID_DOT_TIMESTAMP_DOT_BODY, secret BASE64",
    );
  });
});
