import { defineProvider } from "../core/provider.ts";

const keyUrl = (index: 1 | 2) =>
  `text:https://static.adobeioevents.com{header:x-adobe-public-key${index}-path}` as const;

export default defineProvider({
  id: "adobe-io-events",
  name: "Adobe I/O Events",
  category: "ecommerce",
  docs: "https://developer.adobe.com/events/docs/guides/#security-considerations",
  setup: {
    where: "Adobe Developer Console → project → Add to project → Event → Webhook",
    secret: "identifier",
    note: "The secret is the project's client id. Adobe signs with one key for all customers; only the client id in the body identifies yours.",
  },
  retries: { hours: 24, source: "developer.adobe.com/events/docs/guides, Retry Policy: for up to 24 hours" },
  signature: {
    scheme: "fetched-key",
    signatures: [
      { from: "header:x-adobe-digital-signature-1", key: keyUrl(1) },
      { from: "header:x-adobe-digital-signature-2", key: keyUrl(2) },
    ],
    under: ["https://static.adobeioevents.com/prod/keys/"],
    names: "pub-key-[0-9A-Za-z-]{1,64}\\.pem",
    holds: "public-key",
    // Adobe removes the older name at the end of 2026.
    owner: ["body:/recipientclientid", "body:/recipient_client_id"],
  },
  handshakes: [
    {
      name: "challenge",
      method: "GET",
      when: "query:challenge",
      unsigned: true,
      answer: { echo: "query:challenge" },
    },
  ],
  event: {
    source: "com.adobe",
    type: ["header:x-adobe-event-code"],
    id: ["body:/eventid", "body:/event_id", "header:x-adobe-event-id"],
    equalDeliveries: {
      possible: false,
      why:
        "The signed body has a UUID of the event, which a repeated delivery keeps " +
        "(developer.adobe.com/events/docs/support/faq)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/AdobeDocs/adobe-io-events"],
    time: "body:/time",
    subject: "body:/subject",
    origin: "body:/source",
    words: { "asset_*": "asset" },
  },
});
