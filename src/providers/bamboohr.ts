import { defineProvider } from "../core/provider.ts";

const employee = { subject: "item:/id", time: "item:/timestamp" } as const;

export default defineProvider({
  id: "bamboohr",
  name: "BambooHR",
  category: "hr",
  docs: "https://documentation.bamboohr.com/docs/webhooks",
  setup: {
    where: "Settings → Account → Webhooks → Add webhook, or POST /api/v1/webhooks",
    secret: "issued-by-provider",
    note: "The secret is the private key, which is shown once. Choose the JSON format: field-based webhooks sent as a form do not name their event.",
  },
  deadlineSeconds: 10,
  retries: {
    signed: "anew",
    source:
      "documentation.bamboohr.com/docs/webhooks: no schedule in the part that we could read; by " +
      "inference: X-BambooHR-Timestamp, which is signed, is when the request was sent",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-bamboohr-signature",
    timestamp: "header:x-bamboohr-timestamp",
    signed: "{body}{timestamp}",
    toleranceSeconds: 300,
  },
  event: {
    source: "com.bamboohr",
    // Field-based webhooks carry a list of employees; an event-based one is one event.
    each: "body:/employees",
    type: ["body:/type", "form:type"],
    equalDeliveries: {
      possible: "unknown",
      why:
        "The body has times in whole seconds, the employees and their changed fields, and no id; equal " +
        "bodies count once (documentation.bamboohr.com/docs/webhooks)",
    },
    checkedAgainst: ["our recorded requests"],
    time: ["body:/timestamp", "form:timestamp"],
    subject: ["body:/data/employeeId", "form:data[employeeId]", "item:/id"],
    by: "item:/action",
    cases: {
      Created: { ...employee, type: ["text:employee_with_fields.created"] },
      Updated: { ...employee, type: ["text:employee_with_fields.updated"] },
      Deleted: { ...employee, type: ["text:employee_with_fields.deleted"] },
    },
    words: {
      "employee.*": "employee",
      "employee_with_fields.*": "employee",
    },
  },
  marks: { userAgents: ["BambooHR-WebHooks"], sortsKeys: true },
});
