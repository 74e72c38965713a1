import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "terraform-run-tasks",
  name: "HCP Terraform run tasks",
  category: "devtools",
  docs: "https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-tasks/run-tasks-integration",
  setup: {
    where: "Organization → Settings → Run tasks → Create run task → HMAC key",
    secret: "chosen-by-you",
    note: "A target must report to task_result_callback_url within 10 minutes, with the payload's access_token: restrict access to the bus.",
  },
  retries: {
    source: "developer.hashicorp.com/terraform/cloud-docs, Run tasks integration: found nothing of retries",
  },
  signature: { scheme: "hmac", hash: "sha512", encoding: "hex", header: "x-tfc-task-signature" },
  handshakes: [{ name: "test", when: "body:/access_token", equals: "test-token", answer: { status: 200 } }],
  event: {
    source: "io.terraform.app",
    type: ["body:/stage"],
    id: "body:/task_result_id",
    subject: "body:/run_id",
    origin: "body:/workspace_app_url",
    equalDeliveries: {
      possible: false,
      why:
        "task_result_id is one for each call of a task in a run " +
        "(developer.hashicorp.com/terraform/cloud-docs, Run tasks integration)",
    },
    checkedAgainst: ["our recorded requests"],
  },
  marks: { userAgents: ["TFC"] },
});
