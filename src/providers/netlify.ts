import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "netlify",
  name: "Netlify",
  category: "devtools",
  docs: "https://docs.netlify.com/site-deploys/notifications/#payload-signature",
  setup: {
    where: "Project configuration → Notifications → Add notification → HTTP POST request → JWS secret token",
    secret: "chosen-by-you",
  },
  retries: { source: "docs.netlify.com, Deploy notifications: nothing was found on further attempts" },
  signature: {
    scheme: "jwt",
    header: "x-webhook-signature",
    algorithms: ["HS256"],
    key: "utf8",
    claims: { iss: "netlify" },
    bodyHash: { claim: "sha256", encoding: "hex" },
    timeless: true,
  },
  event: {
    source: "com.netlify",
    type: ["header:x-netlify-event"],
    // Two notifications can send the same body for one deploy.
    distinct: "header:x-netlify-event",
    equalDeliveries: {
      possible: true,
      why: "Two notifications can send one body for one deploy; X-Netlify-Event tells them apart (docs.netlify.com, Deploy notifications)",
    },
    time: ["body:/updated_at", "body:/created_at"],
    subject: "body:/id",
    origin: "text:https://api.netlify.com/api/v1/sites/{body:/site_id}",
    checkedAgainst: ["our recorded requests"],
    words: {
      deploy_building: "deployment started",
      deploy_created: "deployment succeeded",
      deploy_failed: "deployment failed",
      deploy_deleted: "deployment deleted",
      deploy_locked: "deployment locked",
      deploy_unlocked: "deployment unlocked",
      deploy_request_pending: "deployment requested",
      deploy_request_accepted: "deployment approved",
      deploy_request_rejected: "deployment rejected",
      submission_created: "form submitted",
    },
  },
});
