import { describe, expect, it } from "vitest";
import { signatureFault } from "../../../src/config/own-providers/signature-fault.ts";
import type { Signature } from "../../../src/core/signature.ts";

const hmac = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-sig" };
const timed = { ...hmac, timestamp: "header:x-time", signed: "{timestamp}.{body}", toleranceSeconds: 300 };
const inFields = { ...timed, timestamp: undefined, fields: { timestamp: "t", signature: "v1" } };
const faultOf = (signature: object) => signatureFault(signature as Signature);

describe("a time by which replays are to be refused is refused itself", () => {
  it.each([
    [
      "without a largest age",
      { ...timed, toleranceSeconds: undefined },
      /how old it may be/,
      /toleranceSeconds: 300/,
    ],
    [
      "in a field, without one",
      { ...inFields, toleranceSeconds: undefined },
      /how old it may be/,
      /vendor's page/,
    ],
    [
      "in another scheme",
      { scheme: "sorted-parameters", parameter: "sig", hashes: ["md5"], timestamp: "form:t" },
      /how old/,
      /300/,
    ],
    ["that is not signed", { ...timed, signed: "{body}" }, /does not sign/, /"\{timestamp\}\.\{body\}"/],
    [
      "where nothing is said of the signed text",
      { ...timed, signed: undefined },
      /does not sign/,
      /`signed`/,
    ],
    [
      "that one of two texts lacks",
      { ...timed, signed: ["{timestamp}.{body}", "{body}"] },
      /does not sign/,
      /`signed`/,
    ],
    ["beside the signature, not signed", { ...inFields, signed: "{body}" }, /does not sign/, /`signed`/],
    ["with another header signed", { ...timed, signed: "{header:x-id}{body}" }, /does not sign/, /`signed`/],
    [
      "at a place that does not exist",
      { ...timed, timestamp: "heder:x-time" },
      /"heder:x-time"/,
      /"header:x-timestamp"/,
    ],
    ["at a bare name", { ...timed, timestamp: "x-time" }, /"x-time", which is no place/, /pointer/],
  ])("%s", (_, signature, what, remedy) => {
    expect(faultOf(signature)?.what).toMatch(what);
    expect(faultOf(signature)?.remedy).toMatch(remedy);
  });
});

describe("a time that is signed is taken", () => {
  it.each([
    ["by its name in the text", timed],
    ["by its pointer in the text", { ...timed, signed: "{body}{header:x-time}" }],
    ["beside the signature", inFields],
    ["in the signed body", { ...timed, timestamp: "body:/time", signed: "{body}" }],
    ["in a signed form", { ...timed, timestamp: "form:time", signed: "{form:time}{form:token}" }],
    ["of any age, where the vendor's retries need it", { ...timed, toleranceSeconds: "unlimited" }],
    [
      "by a scheme that signs a list of headers",
      {
        scheme: "canonical-request",
        header: "x-sig",
        signedHeaders: "x-h",
        timestamp: "header:x-time",
        toleranceSeconds: 30,
      },
    ],
    ["and none is needed", hmac],
  ])("%s", (_, signature) => {
    expect(faultOf(signature)).toBeUndefined();
  });
});
