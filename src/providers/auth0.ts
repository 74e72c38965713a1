import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "auth0",
  name: "Auth0",
  category: "identity",
  docs: "https://auth0.com/docs/customize/log-streams/custom-log-streams",
  setup: {
    where: "Dashboard → Monitoring → Streams → Create Stream → Custom Webhook",
    secret: "chosen-by-you",
    note:
      "The secret is the complete Authorization Token. Set the content type to application/json and the " +
      "content format to JSON Array. Of an event stream, it is the whole header, such as `Bearer <token>`; " +
      "its events are `unknown`.",
  },
  retries: {
    hours: 168,
    source:
      "auth0.com/docs/customize/log-streams: three attempts, and again until it succeeds, for seven " +
      "days",
  },
  signature: { scheme: "token", from: "header:authorization" },
  // Log event codes: https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
  event: {
    source: "com.auth0",
    each: ["body:", "body:/logs"],
    type: ["item:/data/type", "body:/data/type"],
    id: ["item:/log_id", "item:/data/log_id", "body:/log_id", "body:/data/log_id"],
    equalDeliveries: {
      possible: false,
      why: "Every log has a log_id (auth0.com/docs/customize/log-streams)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/auth0/docs-v2"],
    time: ["item:/data/date", "body:/data/date"],
    subject: ["item:/data/user_id", "item:/data/client_id", "body:/data/user_id", "body:/data/client_id"],
    words: {
      s: "login succeeded",
      f: "login failed",
      fp: "login failed",
      fu: "login failed",
      fcoa: "login failed",
      limit_wc: "login blocked",
      limit_mu: "login blocked",
      limit_sul: "login blocked",
      pwd_leak: "login blocked",
      slo: "session completed",
      ss: "user created",
      sdu: "user deleted",
      du: "user deleted",
      ublkdu: "user unblocked",
      sce: "user updated",
      scu: "user updated",
      scpr: "password requested",
      fcpr: "password failed",
      scp: "password updated",
      fcp: "password failed",
      sv: "email verified",
    },
  },
});
