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
    note: "Auth hooks: the secret as shown (v1,whsec_…). Database webhooks are not signed: give them a header authorization with Bearer and a token of your own. A hook that must change something (custom access token) can't be answered by a bridge.",
  },
  deadlineSeconds: 5,
  signature: [
    {
      variant: "auth-hook",
      scheme: "standard-webhooks",
      prefix: "webhook",
      key: { prefix: "v1,whsec_", decode: "base64" },
    },
    { variant: "db-webhook", scheme: "token", from: "header:authorization", prefix: "Bearer " },
  ],
  // Auth waits for the answer and takes nothing but JSON.
  reply: [{ when: "header:webhook-id", status: 200, json: {} }, { status: 200 }],
  event: {
    source: "com.supabase",
    // Auth's hooks to send something name no event.
    type: [
      "body:/metadata/name",
      "text:send_email.{body:/email_data/email_action_type}",
      "body:/table",
      "body:/type",
    ],
    id: "header:webhook-id",
    // A row that changes to and fro is told of with the same bytes, and the database sends nothing twice.
    distinct: "delivery",
    time: "body:/metadata/time",
    subject: ["body:/user/id", "body:/user_id", "body:/record/id", "body:/old_record/id"],
    words: { "send_email.*": "email requested", "after-user-created": "user created" },
  },
});
