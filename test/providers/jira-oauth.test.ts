import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import jiraOauth from "../../src/providers/jira-oauth.ts";
import { clock, judged } from "../support/judged.ts";

const secret = "a-secret-for-tests";
const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A webhook with a token of these claims. */
function judge(claims: object, { alg = "HS256", key = secret, prefix = "Bearer " } = {}): Promise<string> {
  const text = `${base64url({ typ: "JWT", alg })}.${base64url({ iss: "client-id", ...claims })}`;
  const signature = alg === "none" ? "" : createHmac("sha256", key).update(text).digest("base64url");
  const headers = { "content-type": "application/json", authorization: `${prefix}${text}.${signature}` };
  return judged(jiraOauth.signature, {
    headers,
    body: '{"webhookEvent":"jira:issue_updated"}',
    secrets: [secret],
  });
}

const fresh = { iat: clock, exp: clock + 180 };

it("accepts the token of the app, for a minute after it has expired", async () => {
  expect(await judge(fresh)).toBe("ok");
  expect(await judge({ ...fresh, exp: clock - 59 })).toBe("ok");
  expect(await judge({ ...fresh, exp: clock - 61 })).toBe("timestamp-stale");
});

it("refuses one without an expiry, of another app, of no algorithm, and of another scheme", async () => {
  expect(await judge({ iat: clock })).not.toBe("ok");
  expect(await judge(fresh, { key: "another-secret" })).toBe("signature-mismatch");
  expect(await judge(fresh, { alg: "none" })).toBe("key-untrusted");
  expect(await judge(fresh, { alg: "HS512" })).toBe("key-untrusted");
  expect(await judge(fresh, { prefix: "JWT " })).toBe("signature-malformed");
});
