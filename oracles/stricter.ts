import type { Explanation } from "./explanation.ts";
import { repeated } from "./repeats.ts";

const old = ["time: 6 minutes old", "time: 11 minutes old", "time: 90 minutes old", "time: 25 hours old"];
const ahead = ["time: 6 minutes ahead", "time: 11 minutes ahead", "time: 25 hours ahead"];

/** Another signature, or the same once more, behind the right one. */
const joined = [
  'signature: then another\'s, after ","',
  'signature: then another\'s, after ", "',
  'signature: then another\'s, after " "',
  'signature: twice, with ","',
  'signature: twice, with ", "',
  'signature: twice, with " "',
];
const junk = ["signature: junk after", "signature: junk after a space"];
const slack = [
  "signature: without padding",
  "signature: padding more",
  "signature: in the other alphabet",
  "signature: with bits that mean nothing",
];

/** Where the bridge refuses what the vendor's code takes. */
// biome-ignore format: a table to read across
const stricter: readonly Explanation[] = [
  {
    ours: "refused",
    of: [
      "cashfree", "discord", "filestack", "hygraph", "imagekit", "kick", "mercadopago", "replicate", "sanity",
      "sendgrid", "twitch", "vonage-sms-signed", "webflow/sdk", "zendesk", "zoom",
    ],
    variants: [...old, ...ahead],
    why: "This code leaves the age to its caller. The time is signed, so a captured request can be kept from being sent again.",
  },
  {
    ours: "refused",
    of: ["frontegg"],
    variants: [...old, ...ahead, "time: 4 minutes ahead"],
    why: "This code reads a token that has no end. Five minutes after its issue, and before it, the bridge reads it no more.",
  },
  {
    ours: "refused",
    of: ["vonage"],
    variants: [...ahead, "time: 4 minutes ahead"],
    why: "This code reads a token that has no end. Before its issue the bridge reads it not yet.",
  },
  {
    ours: "refused",
    of: ["aws-sns", "cloudinary"],
    variants: ["time: 25 hours old", "time: 25 hours ahead"],
    why: "This code looks at no time, or not ahead. The bridge waits for the vendor's retries, which end after an hour, and with them for two.",
  },
  {
    ours: "refused",
    of: [
      "contentful", "elevenlabs", "hubspot/v3", "jira-connect-jwt", "jira-oauth", "messagebird/legacy", "monday", "mux",
      "paddle", "slack", "stripe", "wix", "workos",
    ],
    variants: [...ahead, "time: 4 minutes ahead"],
    why: "This code looks for old times only. A request dated ahead stays good longer than the window allows.",
  },
  {
    ours: "refused",
    of: ["calendly"],
    variants: ["time: 4 minutes old", "time: 4 minutes ahead"],
    why: "Calendly's page says three minutes; the judge is a third party's, with five for every vendor.",
  },
  {
    ours: "refused",
    of: ["*"],
    variants: [
      "time: with a plus", "time: with a zero before", "time: with a fraction", "time: with junk after",
      "time: with an exponent", "time: in hexadecimal", "time: negative", "time: in the other unit",
      "time: in ISO 8601", "time: not a number", "time: zero", "time: not a time", "time: without a zone",
      "time: with a space", "time: as a date", "time: in seconds", "time: in words",
    ],
    why: "A time is digits, or ISO 8601 with a zone, as the vendor documents it. What JavaScript makes of other texts (NaN is never too old) must not decide.",
  },
  {
    ours: "refused",
    of: [
      "adobe-commerce", "adobe-io-events", "adyen", "aws-sns", "box", "gocardless", "kick", "line",
      "messagebird/HS384", "messagebird/legacy", "meta/whatsapp", "onfido", "openai", "sendgrid",
      "twitch/twurple",
    ],
    variants: [
      ...joined, ...junk, ...slack, "signature: junk before", "signature: hex junk after",
      "signature: another prefix",
    ],
    why: "This code decodes the signature with a decoder that skips what it does not know. The bridge takes one that is written as the vendor writes it, and nothing beside it.",
  },
  {
    ours: "refused",
    of: [
      "google-play-rtdn", "google-pubsub-push", "kinde", "livekit", "messagebird", "netlify/nuxt", "saleor",
      "todoist", "upstash-qstash", "wix",
    ],
    variants: slack,
    why: "Another spelling of the same bytes, which the vendor never sends.",
  },
  {
    ours: "refused",
    of: [
      "bigcommerce", "bird/endpoint", "clerk", "dodopayments", "finch", "gitlab/signing-token", "imagekit/standard-webhooks",
      "liveblocks", "lithic", "polar", "replicate", "resend", "standard-webhooks", "stytch", "supabase", "svix",
      "whop",
    ],
    variants: joined.filter((variant) => variant.includes('","') || variant === joined[1]),
    why: "This code cuts each signature at commas and looks at the second piece, whatever follows. The specification separates signatures with spaces.",
  },
  {
    ours: "refused",
    of: ["liveblocks", "openai", "replicate", "workos"],
    variants: [
      "signature: junk before", "signature: no prefix", "signature: another prefix",
      "signature: prefix in upper case",
    ],
    why: "This code does not look at what stands before the signature. The bridge takes the version that it knows, and no other.",
  },
  {
    ours: "refused",
    of: ["hygraph"],
    variants: [
      ...junk, 'signature: then another\'s, after " "', 'signature: twice, with " "',
      "signature: no prefix",
    ],
    why: "This code cuts the header into three by place and takes prefixes away where it finds them.",
  },
  {
    ours: "refused",
    of: ["mollie-nextgen", "mercadopago"],
    variants: ["signature: no prefix", "signature: prefix in upper case"],
    why: "The vendor writes the prefix, and writes it small.",
  },
  {
    ours: "refused",
    of: ["chargebee", "pipedrive"],
    variants: [
      "signature: junk after", 'signature: then another\'s, after ","', 'signature: twice, with ","',
    ],
    why: "This code decodes base64 that is followed by anything. RFC 7617 has nothing there.",
  },
  {
    ours: "refused",
    of: ["clickup", "front-rule", "sentry", "smartcar", "workos", "zoom"],
    variants: ["body: a space more", "body: a line break more", "body: no body"],
    why: "This code parses the body and signs what it prints again, so that white space goes by. The bridge signs the bytes.",
  },
  {
    ours: "refused",
    of: ["twilio/get"],
    variants: ["body: a space more", "body: a line break more", "body: another body"],
    why: "The library is not asked about the body of a GET. Twilio sends none, and the bridge believes none.",
  },
  {
    ours: "refused",
    of: ["braintree", "mailgun/route", "plivo", "twilio/form", "vonage-sms-signed"],
    variants: ["no content type"],
    why: "The library is handed fields that somebody has parsed; the bridge reads a form only where the request says that it is one.",
  },
];

/** Where the bridge takes what the vendor's code refuses. */
// biome-ignore format: a table to read across
const looser: readonly Explanation[] = [
  {
    ours: "accepted",
    of: ["*"],
    variants: ["signature: upper case"],
    why: "Hex in capitals is the same bytes. Some vendors' code compares texts and some bytes; nobody can forge one who can't forge the other.",
  },
  {
    ours: "accepted",
    of: ["frontegg", "jira-connect-jwt", "jira-oauth", "monday", "netlify", "sanity", "telnyx", "vonage"],
    variants: slack,
    why: "Another spelling of the same bytes: jose and the bridge's decoder read base64 with or without padding, in both alphabets.",
  },
  {
    ours: "accepted",
    of: ["adobe-io-events/second", "box", "pusher", "shopify", "woocommerce"],
    variants: [
      "without x-shopify-*", "empty x-shopify-*", "without shopify-*", "empty shopify-*",
      "without box-signature-*", "empty box-signature-*", "no content type", "without x-pusher-key",
      "empty x-pusher-key", "without x-wc-webhook-id", "without x-adobe-public-key1-path",
      "empty x-adobe-public-key1-path",
    ],
    why: "The library wants these headers for work of its own; they are not signed, and the signature is right without them.",
  },
  {
    ours: "accepted",
    of: ["gitlab/secret-token"],
    variants: ["body: no body"],
    why: "The token is all that this scheme checks; the library refuses an empty body for a reason of its own.",
  },
  {
    ours: "accepted",
    of: ["elevenlabs", "hygraph", "imagekit", "mux", "plivo", "sanity", "stripe", "workos"],
    variants: ['signature: after another\'s and ","', 'signature: after another\'s and ", "'],
    why: "The right signature is in the list. The library reads the first one only, or does not skip the space that joined headers have behind a comma.",
  },
  {
    ours: "accepted",
    of: ["calendly", "mercadopago", "paddle", "sanity"],
    variants: [
      'signature: then another\'s, after ","', 'signature: then another\'s, after ", "',
      'signature: then another\'s, after ";"', 'signature: twice, with ","', 'signature: twice, with ", "',
    ],
    why: "The right signature is in the list. The library keeps the last one, or takes no list at all, so that it drops deliveries while a secret is rotated.",
  },
  {
    ours: "accepted",
    of: ["box"],
    variants: ["time: 2 seconds ahead", "time: 4 minutes ahead", "time: 6 minutes ahead"],
    why: "The library refuses any time ahead of its own clock. Clocks differ; the bridge allows the same ten minutes both ways.",
  },
  {
    ours: "accepted",
    of: ["plaid", "upstash-qstash"],
    variants: ["time: 2 seconds ahead"],
    why: "The library refuses a token that begins or was issued a second from now. Clocks differ; the bridge allows five seconds.",
  },
];

export const explanations: readonly Explanation[] = [...stricter, ...looser, ...repeated];
