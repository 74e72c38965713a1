import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "surveymonkey",
  name: "SurveyMonkey",
  category: "forms",
  docs: "https://api.surveymonkey.com/v3/docs#webhooks",
  setup: {
    where: "POST https://api.surveymonkey.com/v3/webhooks",
    secret: "issued-by-provider",
    note: "The secret is `client_id&client_secret`: the app's client id, an & and its client secret.",
  },
  retries: {
    source: "api.surveymonkey.com/v3/docs, Webhooks: found nothing of retries",
  },
  signature: { scheme: "hmac", hash: "sha1", encoding: "base64", header: "sm-signature" },
  handshakes: [{ name: "subscription", method: "HEAD", unsigned: true, answer: { status: 200 } }],
  event: {
    source: "com.surveymonkey",
    type: ["body:/event_type"],
    id: "body:/event_id",
    time: "body:/event_datetime",
    subject: "body:/object_id",
    equalDeliveries: {
      possible: false,
      why:
        "event_id is in the signed body, with the time in microseconds " +
        "(api.surveymonkey.com/v3/docs, Webhook callbacks)",
    },
    checkedAgainst: ["our recorded requests"],
    words: {
      response_completed: "response submitted",
      "response_*": "response",
      "survey_*": "form",
      app_installed: "app installed",
      app_uninstalled: "app uninstalled",
    },
  },
});
