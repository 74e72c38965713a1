import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import docusign from "../../src/providers/docusign.ts";
import { judged } from "../support/judged.ts";

const body = '{"event":"envelope-sent","data":{"envelopeId":"55d4c8b3"}}';

/** A request with one signature for each of these Connect keys; the bridge has the one named `held`. */
const judge = (keys: readonly string[]): Promise<string> =>
  judged(docusign.signature, {
    body,
    secrets: ["held"],
    headers: Object.fromEntries(
      keys.map((key, index): [string, string] => [
        `x-docusign-signature-${index + 1}`,
        createHmac("sha256", key).update(body).digest("base64"),
      ]),
    ),
  });

const others = (count: number): string[] => Array.from({ length: count }, (_, index) => `other-${index}`);

it("accepts the signature of any of an account's hundred keys", async () => {
  expect(await judge(["held"])).toBe("ok");
  expect(await judge([...others(16), "held"])).toBe("ok");
  expect(await judge([...others(99), "held"])).toBe("ok");
});

it("refuses a hundred signatures of other keys, and more than a hundred", async () => {
  expect(await judge(others(100))).toBe("signature-mismatch");
  expect(await judge(["held", ...others(100)])).toBe("signature-malformed");
});
