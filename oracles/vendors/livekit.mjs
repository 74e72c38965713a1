import { AccessToken, WebhookReceiver } from "livekit-server-sdk";
import { digest, text } from "../families/secrets.mjs";

export default {
  sdk: "livekit-server-sdk",
  witness: "vendor",
  secret: text,
  signature: "authorization",
  contentType: "application/webhook+json",
  members: { event: "room_started", id: "EV_1", room: { name: "acme" } },
  sign: async ({ body }, secret) => {
    const token = new AccessToken("APIkey", secret, { ttl: 300 });
    token.sha256 = digest("sha256", "base64", body);
    return { headers: { authorization: await token.toJwt() } };
  },
  verify: async ({ headers, body }, secret) => {
    await new WebhookReceiver("APIkey", secret).receive(body.toString(), headers.authorization);
    return true;
  },
};
