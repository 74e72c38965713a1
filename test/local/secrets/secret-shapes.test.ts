import { expect, test } from "vitest";
import { defineProvider } from "../../../src/core/provider.ts";
import { makeSecrets } from "../../../src/local/secrets/secret-shapes.ts";

const base = defineProvider({
  id: "acme",
  name: "Acme",
  category: "custom",
  docs: "https://example.com",
  setup: { where: "x", secret: "chosen-by-you" },
  deadlineSeconds: 5,
  signature: { scheme: "basic-auth" },
  event: { source: "com.acme", type: ["body:/type"] },
});

test("random secrets have the form that the scheme needs", async () => {
  const first = async (
    signature: Parameters<typeof makeSecrets>[0]["signature"],
  ): Promise<string | undefined> => (await makeSecrets({ ...base, signature })).secrets[0];
  expect(await first({ scheme: "basic-auth" })).toMatch(/^hookbridge:.{20}/);
  expect(await first({ scheme: "standard-webhooks", prefix: "webhook" })).toMatch(
    /^whsec_[A-Za-z0-9+/]{32}$/,
  );
  expect(await first({ scheme: "token", from: "header:x-token", role: "verify" })).toMatch(/^verify:.{40}/);
  const key = { scheme: "public-key", header: "x-sig", encoding: "hex" } as const;
  expect(await first({ ...key, algorithm: "ed25519", key: "raw-hex" })).toMatch(/^[0-9a-f]{64}$/);
  expect(await first({ ...key, algorithm: "ecdsa-sha256", key: "pem" })).toMatch(
    /^-----BEGIN PUBLIC KEY-----/,
  );
  const jwt = await makeSecrets({
    ...base,
    signature: {
      scheme: "jwt",
      header: "authorization",
      algorithms: ["ES256"],
      key: "jwk",
      bodyHash: { claim: "h", encoding: "hex" },
    },
  });
  const [secret = ""] = jwt.secrets;
  expect(JSON.parse(secret)).not.toHaveProperty("d");
  expect(JSON.parse(jwt.signingKeys[secret] ?? "{}")).toHaveProperty("d");
  const text = { scheme: "token", from: "header:x-token" } as const;
  const formed = async (form: NonNullable<typeof base.setup.form>): Promise<string | undefined> =>
    (await makeSecrets({ ...base, setup: { ...base.setup, form }, signature: text })).secrets[0];
  expect(await formed({ begins: "acme_" })).toMatch(/^acme_[A-Za-z0-9_-]{43}$/);
  expect(await formed({ least: 100, most: 100 })).toMatch(/^[A-Za-z0-9_-]{100}$/);
  expect(await formed({ most: 40 })).toMatch(/^[A-Za-z0-9_-]{40}$/);
  const pairing = {
    ...base,
    handshakes: [{ name: "pair", when: "header:x-hook", answer: { keepSecret: "header:x-hook" } }],
  } as const;
  expect(await makeSecrets(pairing)).toEqual({ secrets: [], signingKeys: {} });
});
