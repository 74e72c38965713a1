import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "supabase",
  aliases: ["supabase-auth-hook", "supabase-auth-hooks", "supabase-db-webhook"],
  name: "Supabase",
  category: "data",
  docs: "https://supabase.com/docs/guides/auth/auth-hooks",
  setup: {
    where: "Dashboard → Authentication → Hooks, or Database → Webhooks",
    secret: "issued-by-provider",
    note:
      "Auth hooks: the secret as shown (v1,whsec_…). Database webhooks are not signed: add the header " +
      "`Authorization: Bearer <your token>`. The bridge cannot answer hooks that must change something " +
      "(custom access token).",
  },
  deadlineSeconds: 5,
  retries: {
    hours: 0.01,
    signed: "anew",
    source:
      "github.com/supabase/auth, hookshttp.go: three attempts within five seconds, each signed anew; " +
      "database webhooks are sent once (pg_net)",
  },
  signature: [
    {
      variant: "auth-hook",
      scheme: "standard-webhooks",
      prefix: "webhook",
      key: { prefix: "v1,whsec_", decode: "base64" },
    },
    { variant: "db-webhook", scheme: "token", from: "header:authorization", prefix: "Bearer " },
  ],
  // Auth waits for the response and accepts only JSON.
  reply: [{ when: "header:webhook-id", status: 200, json: {} }, { status: 200 }],
  event: {
    source: "com.supabase",
    // Older hooks that send something name no event.
    type: [
      "body:/metadata/name",
      "text:send_email.{body:/email_data/email_action_type}",
      "body:/table",
      "body:/type",
    ],
    // webhook-id is new on every attempt: it is for older hooks, which have no metadata.
    id: ["body:/metadata/uuid", "header:webhook-id"],
    // A row that changes back and forth sends the same body, and the database does not retry.
    distinct: "delivery",
    time: "body:/metadata/time",
    subject: ["body:/user/id", "body:/user_id", "body:/record/id", "body:/old_record/id"],
    equalDeliveries: {
      possible: true,
      why:
        "A row that changes back and forth sends the same body, and nothing else differs. Hooks have " +
        "a signed uuid in metadata; webhook-id is new on every attempt (github.com/supabase/auth, " +
        "v0hooks.go, hookshttp.go)",
    },
    checkedAgainst: ["the code that makes the payload: github.com/supabase/auth"],
    by: "body:/metadata/name",
    cases: { "send-email": { type: ["text:send_email.{body:/email_data/email_action_type}"] } },
    words: {
      "send_email.*": "email requested",
      "send-sms": "message requested",
      "after-user-created": "user created",
    },
  },
});
