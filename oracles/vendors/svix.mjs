import { Webhook } from "svix";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

const verify = ({ headers, body }, secret) => {
  new Webhook(secret).verify(body, headers);
  return true;
};
const sign =
  (prefix) =>
  ({ body }, secret, { ms, text }) => ({
    headers: {
      [`${prefix}-id`]: "msg_2Lh9KRb0pzN4LePd3XiA4v12Axj",
      [`${prefix}-timestamp`]: text,
      [`${prefix}-signature`]: new Webhook(secret).sign(
        "msg_2Lh9KRb0pzN4LePd3XiA4v12Axj",
        new Date(ms),
        body.toString(),
      ),
    },
  });
const shared = { sdk: "svix", witness: "vendor", verify };

export default ["svix", "webhook"].map((prefix) => ({
  ...standardWebhooks({ prefix, ...shared }),
  scheme: prefix,
  sign: sign(prefix),
}));
