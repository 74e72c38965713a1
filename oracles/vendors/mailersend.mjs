import { hmacOracle } from "../families/hmac.mjs";
import { inside } from "../families/require.mjs";

const { MailerSendUtils } = inside("mailersend/lib/services/mailersend.utils.js");

export default hmacOracle({
  sdk: "mailersend",
  witness: "vendor",
  header: "signature",
  verify: ({ headers, body }, secret) => MailerSendUtils.verifyWebHook(body, headers.signature, secret),
});
