import { expect, it } from "vitest";
import {
  explainChecks,
  firstSentence,
  notTriedText,
} from "../../../../../src/console/screens/request/words/explain-checks.ts";
import {
  signatureAge,
  signatureVerdict,
} from "../../../../../src/console/screens/request/words/signature-words.ts";
import type { RequestDetail } from "../../../../../src/operate/requests.ts";

const refused: RequestDetail = {
  id: "req_1",
  at: "2026-11-30T10:00:00.000Z",
  source: "acme-stripe",
  outcome: "refused",
  reason: "signature-mismatch",
  steps: [],
  events: [],
  explainable: true,
  signature: {
    scheme: "hmac",
    description: "HMAC",
    secretCount: 1,
    locations: ["header:stripe-signature"],
    found: [{ location: "header:stripe-signature", value: "t=1,v1=c61a9ded…040a" }],
    ageSeconds: 0,
    toleranceSeconds: 300,
  },
};

it("checks stand in the order tried, body changes as one, and what proves it last", () => {
  const checks = explainChecks(refused, {
    causes: [
      { cause: "secret-of-other-source", proven: true, evidence: "acme-sandbox fits.", fix: "Move it." },
      { cause: "late", proven: false, evidence: "x", fix: "y" },
    ],
    ruledOut: ["something around the secret", "the body: line ends", "the body: compression"],
  });
  expect(checks.map(({ what, holds }) => [what, holds])).toEqual([
    ["Header stripe-signature", true],
    ["Age of the signature", true],
    ["1 secret of acme-stripe", false],
    ["Something around the secret", false],
    ["The body changed: line ends; compression", false],
    ["secret-of-other-source", true],
  ]);
});

it("a signature that is not there is no check that held", () => {
  const { signature } = refused;
  const missing = {
    ...refused,
    reason: "signature-missing",
    ...(signature && { signature: { ...signature, found: [] } }),
  };
  expect(explainChecks(missing, { causes: [], ruledOut: [] })[0]).toMatchObject({
    holds: false,
    found: "Not there",
  });
});

it("says what was not tried, and only then", () => {
  expect(notTriedText({ causes: [], ruledOut: [] })).toBeUndefined();
  expect(notTriedText({ causes: [], ruledOut: [], notTried: ["another URL", "another user"] })).toBe(
    "Not tried, since one cause was proved: another URL, another user.",
  );
});

it.each([
  [{ toleranceSeconds: 300, ageSeconds: 0 }, "0 s; 5 min at most."],
  [{ toleranceSeconds: 300, ageSeconds: -40 }, "40 s ahead of this clock; 5 min at most."],
  [{ toleranceSeconds: 300 }, "Not known here; 5 min at most."],
  [{}, "No time is signed. A replay is caught by the ledger, not by the clock."],
] as const)("age of %o", (facts, text) => {
  expect(signatureAge({ scheme: "hmac", description: "", locations: [], ...facts })).toBe(text);
});

it("of a computed signature it says equal or not equal, where it was computed", () => {
  const computed = (reason: string) => signatureVerdict({ outcome: "refused", reason }).computed;
  expect(computed("signature-mismatch")).toMatch(/^Not equal/);
  expect(computed("timestamp-stale")).toMatch(/^Equal/);
  expect(computed("signature-missing")).toBeUndefined();
  expect(signatureVerdict({ outcome: "published" })).toMatchObject({ verified: true });
});

it("splits a text behind its first sentence", () => {
  expect(firstSentence("One is so. Two is 1.5 high.")).toEqual(["One is so.", "Two is 1.5 high."]);
  expect(firstSentence("Alone")).toEqual(["Alone", ""]);
});
