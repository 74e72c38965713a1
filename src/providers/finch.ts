import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "finch",
  name: "Finch",
  category: "hr",
  docs: "https://developer.tryfinch.com/developer-resources/Webhooks",
  setup: {
    where: "Finch Dashboard → Developers → Webhooks → Add endpoint",
    secret: "issued-by-provider",
    note: "The secret is the endpoint's webhook secret, in base64 as shown.",
  },
  retries: {
    signed: "anew",
    source:
      "developer.tryfinch.com, Webhooks: the times were not found; @tryfinch/finch-api refuses after 5 minutes, so each attempt is " +
      "signed anew",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    key: "base64",
    header: "finch-signature",
    separator: " ",
    assign: ",",
    fields: { signature: "v1" },
    timestamp: "header:finch-timestamp",
    signed: "{header:finch-event-id}.{timestamp}.{body}",
    toleranceSeconds: 300,
  },
  event: {
    source: "com.tryfinch",
    type: ["body:/event_type"],
    id: "header:finch-event-id",
    equalDeliveries: {
      possible: false,
      why: "finch-event-id is signed, and one for each event (developer.tryfinch.com, Webhooks)",
    },
    checkedAgainst: ["the vendor's types: @tryfinch/finch-api 10.7"],
    subject: ["body:/data/payment_id", "body:/data/individual_id", "body:/data/job_id"],
    origin: "text:https://api.tryfinch.com/connections/{body:/connection_id}",
    words: {
      "account.*": "account",
      "company.*": "company",
      "individual.*": "employee",
      "employment.*": "employee updated",
      "directory.*": "employee",
      "job.benefit_create.*": "job",
      "job.benefit_enroll.*": "job",
      "job.benefit_register.*": "job",
      "job.benefit_unenroll.*": "job",
      "job.benefit_update.*": "job",
      "job.data_sync_all.*": "job",
      "job.initial_data_sync_org.*": "job",
      "job.initial_data_sync_payroll.*": "job",
      "job.w4_form_employee_sync.*": "job",
      "payment.*": "payroll",
      "pay_statement.*": "payroll",
    },
  },
});
