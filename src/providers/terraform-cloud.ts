import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "terraform-cloud",
  aliases: ["hcp-terraform"],
  name: "HCP Terraform notifications",
  category: "devtools",
  docs: "https://developer.hashicorp.com/terraform/cloud-docs/api-docs/notification-configurations",
  setup: {
    where: "Workspace → Settings → Notifications → Create a Notification → Webhook",
    secret: "chosen-by-you",
    note: "The secret is the Token field; without it, deliveries are not signed.",
  },
  retries: {
    source:
      "developer.hashicorp.com/terraform/cloud-docs, Notification configurations: found nothing of " +
      "retries",
  },
  signature: { scheme: "hmac", hash: "sha512", encoding: "hex", header: "x-tfe-notification-signature" },
  handshakes: [
    {
      name: "verification",
      when: "body:/notifications/0/trigger",
      equals: "verification",
      answer: { status: 200 },
    },
  ],
  event: {
    source: "io.terraform.app",
    // Runs have a list, whose items are incomplete without the members around it.
    each: "body:/notifications",
    data: "body:",
    type: ["item:/trigger", "body:/trigger"],
    time: ["item:/run_updated_at", "body:/details/new_assessment_result/created_at"],
    subject: [
      "body:/run_id",
      "body:/details/run_external_id",
      "body:/details/workspace_id",
      "body:/workspace_id",
    ],
    equalDeliveries: {
      possible: "unknown",
      why:
        "A run has its id and the time of its new status, an assessment its own id; reminders of " +
        "workspaces may have neither (developer.hashicorp.com/terraform/cloud-docs, Notification " +
        "configurations)",
    },
    checkedAgainst: ["our recorded requests"],
    by: "item:/run_status",
    cases: { canceled: { words: { "run:errored": "deployment canceled" } } },
    words: {
      "run:created": "deployment created",
      "run:applying": "deployment started",
      "run:completed": "deployment succeeded",
      "run:errored": "deployment failed",
      "assessment:*": "alert triggered",
    },
  },
});
