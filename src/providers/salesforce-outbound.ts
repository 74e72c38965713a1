import { defineProvider } from "../core/provider.ts";

const acknowledgement =
  '<?xml version="1.0" encoding="UTF-8"?>' +
  '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">' +
  "<soapenv:Body>" +
  '<notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound">' +
  "<Ack>true</Ack>" +
  "</notificationsResponse></soapenv:Body></soapenv:Envelope>";

export default defineProvider({
  id: "salesforce-outbound",
  name: "Salesforce outbound messages",
  category: "crm",
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_om_outboundmessaging.htm",
  setup: {
    where: "Setup → Process Automation → Workflow Actions → Outbound Messages → New",
    secret: "chosen-by-you",
    note: "Append `?token=<secret>` to the endpoint URL. Salesforce does not sign deliveries. Prefer Event Relay where you have it.",
  },
  deadlineSeconds: 60,
  retries: {
    hours: 24,
    source: "developer.salesforce.com, Outbound messaging: with growing waits, for 24 hours",
  },
  signature: { scheme: "token", from: "query:token" },
  // Without this acknowledgement, Salesforce treats the message as lost.
  reply: { status: 200, body: acknowledgement, contentType: "text/xml" },
  // A message is SOAP with up to 100 notifications. The event contains it unchanged.
  event: {
    source: "com.salesforce.outbound",
    type: ["text:outbound-message"],
    equalDeliveries: {
      possible: false,
      why:
        "Each notification in the body has an id of its own, and the token proves the whole request " +
        "(developer.salesforce.com, Outbound messaging)",
    },
    checkedAgainst: [],
  },
});
