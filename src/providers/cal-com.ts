import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "cal-com",
  name: "Cal.com",
  category: "forms",
  docs: "https://cal.com/docs/developing/guides/automation/webhooks",
  setup: {
    where: "Settings → Developer → Webhooks → New",
    secret: "chosen-by-you",
    note: "Without a secret, Cal.com does not sign. A custom payload template should keep triggerEvent and createdAt.",
  },
  retries: {
    source:
      "github.com/calcom/cal.com packages/features/webhooks/lib: sendPayload makes one attempt; a " +
      "queue in front of it may repeat it",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-cal-signature-256" },
  event: {
    source: "com.cal",
    type: ["body:/triggerEvent"],
    equalDeliveries: {
      possible: false,
      why:
        "createdAt is the time of the event in milliseconds; started and ended meetings have the " +
        "booking, which each can be once (github.com/calcom/cal.com packages/features/webhooks/lib)",
    },
    checkedAgainst: ["the vendor's code: github.com/calcom/cal.com"],
    time: "body:/createdAt",
    subject: [
      "body:/payload/uid",
      "body:/payload/bookingUid",
      "body:/payload/bookingId",
      "body:/payload/oooEntry/uuid",
      "body:/payload/formId",
      "body:/uid",
    ],
    by: "body:/triggerEvent",
    cases: {
      // The bodies of these are the booking: its createdAt is when it was booked.
      MEETING_STARTED: { time: ["body:/startTime", "body:/payload/startTime"] },
      MEETING_ENDED: { time: ["body:/endTime", "body:/payload/endTime"] },
      BOOKING_PAID: { subject: ["body:/payload/paymentId", "body:/payload/uid"] },
      BOOKING_PAYMENT_INITIATED: { subject: ["body:/payload/paymentId", "body:/payload/uid"] },
    },
    words: {
      BOOKING_CREATED: "meeting scheduled",
      BOOKING_RESCHEDULED: "meeting rescheduled",
      "BOOKING_*": "meeting",
      BOOKING_PAID: "payment succeeded",
      BOOKING_PAYMENT_INITIATED: "payment started",
      "MEETING_*": "meeting",
      RECORDING_READY: "recording completed",
      RECORDING_TRANSCRIPTION_GENERATED: "transcript created",
      FORM_SUBMITTED: "form submitted",
      FORM_SUBMITTED_NO_EVENT: "form submitted",
      OOO_CREATED: "time-off created",
    },
  },
});
