import { sign } from "node:crypto";
import { verifyKey } from "discord-interactions";
import { ed25519 } from "../families/secrets.mjs";

export default {
  sdk: "discord-interactions",
  witness: "vendor",
  secret: ed25519,
  held: ({ raw }) => raw.toString("hex"),
  signature: "x-signature-ed25519",
  time: "s",
  members: { type: 2, id: "1" },
  sign: ({ body }, { privateKey }, { text }) => ({
    headers: {
      "x-signature-timestamp": text,
      "x-signature-ed25519": sign(null, Buffer.concat([Buffer.from(text), body]), privateKey).toString("hex"),
    },
  }),
  verify: ({ headers, body }, { raw }) =>
    verifyKey(body, headers["x-signature-ed25519"], headers["x-signature-timestamp"], raw.toString("hex")),
};
