import { createPrivateKey, randomUUID } from "node:crypto";
import { certificate } from "../families/certificates.mjs";
import { jwt } from "../families/jwt.mjs";
import { require } from "../families/require.mjs";

const { Environment, SignedDataVerifier } = require("@apple/app-store-server-library");
const root = await certificate("ec", "Apple Root CA - G3");
const issuer = await certificate("ec", "WWDR", { by: root, mark: "1.2.840.113635.100.6.2.1", ca: true });
const leaf = await certificate("ec", "Prod ECC", { by: issuer, mark: "1.2.840.113635.100.6.11.1" });
const x5c = [leaf, issuer, root].map(({ der }) => der.toString("base64"));
const key = createPrivateKey(leaf.privateKey);

export default {
  sdk: "@apple/app-store-server-library",
  witness: "vendor",
  secret: () => `com.acme.app${randomUUID()}`,
  held: (bundleId) => [bundleId, `certificate:${root.pem}`],
  signature: { body: /\.([\w-]*)"\}$/ },
  bodies: { plain: "DID_RENEW", refund: "REFUND", test: "TEST" },
  sign: async ({ body }, bundleId) => {
    const payload = {
      notificationType: body.toString(),
      notificationUUID: randomUUID(),
      version: "2.0",
      signedDate: Date.now(),
      data: { bundleId, environment: "Sandbox" },
    };
    return {
      body: Buffer.from(JSON.stringify({ signedPayload: await jwt(payload, key, { alg: "ES256", x5c }) })),
    };
  },
  verify: async ({ body }, bundleId) => {
    const judge = new SignedDataVerifier([root.der], false, Environment.SANDBOX, bundleId);
    await judge.verifyAndDecodeNotification(JSON.parse(body.toString()).signedPayload);
    return true;
  },
};
