import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "quickbooks",
  name: "QuickBooks Online",
  category: "payments",
  docs: "https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks",
  setup: {
    where: "Intuit Developer → your app → Webhooks",
    secret: "issued-by-provider",
    note: "The secret is the verifier token on the same page.",
  },
  deadlineSeconds: 3,
  retries: {
    source:
      "developer.intuit.com, Webhooks, Best practices: after 10, 20 and 30 s, 5 and 20 minutes, 2, 4 and 6 " +
      "hours, then every six hours; it names no end",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "intuit-signature" },
  event: {
    source: "com.intuit.quickbooks",
    // The older notifications, then the CloudEvents that replace them.
    each: ["body:/eventNotifications/*/dataChangeEvent/entities", "body:"],
    type: ["item:/name", "item:/operation"],
    time: "item:/lastUpdated",
    subject: "item:/id",
    origin: "text:https://quickbooks.api.intuit.com/v3/company/{item:3/realmId}",
    by: "item:/specversion",
    cases: {
      "1.0": {
        type: ["item:/type"],
        id: "item:/id",
        time: "item:/time",
        subject: "item:/intuitentityid",
        origin: "text:https://quickbooks.api.intuit.com/v3/company/{item:/intuitaccountid}",
      },
    },
    equalDeliveries: {
      possible: "unknown",
      why:
        "The CloudEvents have a signed id. An older notification has an entity and a time in seconds, " +
        "so only two changes of one entity within a second could be equal (developer.intuit.com, " +
        "Webhooks)",
    },
    checkedAgainst: ["our recorded requests"],
    words: {
      "Customer.*": "customer",
      "Employee.*": "employee",
      "Invoice.*": "invoice",
      "Invoice.Emailed": "invoice sent",
      "Item.*": "product",
      "Payment.*": "payment",
      "Transfer.*": "transfer",
      "Estimate.*": "quote",
      "RefundReceipt.*": "refund",
      "qbo.customer.created*": "customer created",
      "qbo.customer.updated*": "customer updated",
      "qbo.customer.deleted*": "customer deleted",
      "qbo.employee.created*": "employee created",
      "qbo.employee.updated*": "employee updated",
      "qbo.invoice.created*": "invoice created",
      "qbo.invoice.updated*": "invoice updated",
      "qbo.invoice.deleted*": "invoice deleted",
      "qbo.invoice.voided*": "invoice voided",
      "qbo.invoice.emailed*": "invoice sent",
      "qbo.payment.created*": "payment created",
      "qbo.payment.updated*": "payment updated",
      "qbo.payment.voided*": "payment voided",
      "qbo.item.created*": "product created",
      "qbo.item.updated*": "product updated",
      "qbo.estimate.created*": "quote created",
      "qbo.estimate.updated*": "quote updated",
    },
  },
  marks: { userAgents: ["intuit_notification"] },
});
