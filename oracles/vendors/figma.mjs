import { n8n } from "../families/n8n.mjs";
import { hex } from "../families/secrets.mjs";

export default {
  sdk: "n8n-nodes-base",
  witness: "third-party",
  secret: hex,
  signature: { body: /"passcode":"([^"]*)"/ },
  members: { event_type: "FILE_UPDATE", passcode: "to be filled in" },
  sign: ({ body }, secret) => ({ body: Buffer.from(body.toString().replace("to be filled in", secret)) }),
  verify: n8n("Figma/FigmaTriggerHelpers.js", (passcode) => ({
    data: { passcode, webhookSecret: passcode },
  })),
};
