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
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "intuit-signature" },
  // biome-ignore format: a table to read across
  event: {
    source: "com.intuit.quickbooks",
    // The older notifications, and the CloudEvents that take their place.
    each: ["body:/eventNotifications/*/dataChangeEvent/entities", "body:"],
    type: ["item:/name", "item:/operation"],
    time: "item:/lastUpdated",
    subject: "item:/id",
    origin: "text:https://quickbooks.api.intuit.com/v3/company/{item:3/realmId}",
    by: "item:/specversion",
    cases: {
      "1.0": {
        type: ["item:/type"], id: "item:/id", time: "item:/time", subject: "item:/intuitentityid",
        origin: "text:https://quickbooks.api.intuit.com/v3/company/{item:/intuitaccountid}",
      },
    },
    words: {
      "Customer.*": "customer", "Employee.*": "employee", "Invoice.*": "invoice", "Invoice.Emailed": "invoice sent",
      "Item.*": "product", "Payment.*": "payment", "Transfer.*": "transfer", "Estimate.*": "quote",
      "qbo.customer.created*": "customer created", "qbo.customer.updated*": "customer updated",
      "qbo.customer.deleted*": "customer deleted", "qbo.employee.created*": "employee created",
      "qbo.invoice.created*": "invoice created", "qbo.invoice.updated*": "invoice updated",
      "qbo.invoice.deleted*": "invoice deleted", "qbo.invoice.voided*": "invoice voided",
      "qbo.payment.created*": "payment created", "qbo.payment.updated*": "payment updated",
      "qbo.item.created*": "product created", "qbo.item.updated*": "product updated",
    },
  },
});
