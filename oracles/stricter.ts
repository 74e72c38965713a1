/** Why the bridge and a vendor's code may differ. Each one must be needed: an explanation that nothing uses fails. */
export interface Explanation {
  /** What the bridge does where the vendor's code does the other thing. */
  readonly ours: "refused" | "accepted";
  /** Vendors, or `vendor/scheme`; `*` for what holds for every one. */
  readonly of: readonly string[];
  /** Names of variants; a `*` at the end stands for anything. */
  readonly variants: readonly string[];
  readonly why: string;
}

const old = ["time: 6 minutes old", "time: 11 minutes old", "time: 90 minutes old", "time: 25 hours old"];
const ahead = ["time: 6 minutes ahead", "time: 11 minutes ahead", "time: 25 hours ahead"];
const joined = [
  'signature: then another\'s, after ","',
  'signature: then another\'s, after ", "',
  'signature: then another\'s, after " "',
  'signature: twice, with ","',
  'signature: twice, with ", "',
  'signature: twice, with " "',
];

/** Where the bridge refuses what the vendor's code takes. */
const stricter: readonly Explanation[] = [
  {
    ours: "refused",
    of: ["discord", "sendgrid", "zendesk", "zoom"],
    variants: [...old, ...ahead],
    why: "This code leaves the age to its caller. The time is signed, so a captured request can be kept from being sent again.",
  },
  {
    ours: "refused",
    of: ["aws-sns"],
    variants: ["time: 90 minutes old", "time: 25 hours old", "time: 25 hours ahead"],
    why: "This code looks at no time. Amazon's own advice is an hour, for its retries carry the first attempt's.",
  },
  {
    ours: "refused",
    of: ["hubspot/v3", "slack", "stripe"],
    variants: ahead,
    why: "This code looks for old times only. A request dated ahead stays good longer than the window allows.",
  },
  {
    ours: "refused",
    of: ["*"],
    variants: [
      "time: with a plus",
      "time: with a zero before",
      "time: with a fraction",
      "time: with junk after",
      "time: with an exponent",
      "time: in hexadecimal",
      "time: negative",
      "time: in the other unit",
      "time: in ISO 8601",
      "time: not a number",
      "time: zero",
      "time: not a time",
      "time: without a zone",
      "time: with a space",
      "time: as a date",
      "time: in seconds",
      "time: in words",
    ],
    why: "A time is digits, or ISO 8601 with a zone, as the vendor documents it. What JavaScript makes of other texts (NaN is never too old) must not decide.",
  },
  {
    ours: "refused",
    of: [
      "aws-sns",
      "gitlab/signing-token",
      "livekit",
      "meta/whatsapp",
      "pipedrive",
      "sendgrid",
      "standard-webhooks",
      "svix",
    ],
    variants: [
      ...joined,
      "signature: junk after",
      "signature: junk after a space",
      "signature: junk before",
      "signature: hex junk after",
      "signature: padding more",
      "signature: another prefix",
      "signature: in the other alphabet",
    ],
    why: "This code's decoder skips what it does not know, or what stands behind the first signature. The bridge takes a signature that is written as the vendor writes it, and nothing beside it.",
  },
  {
    ours: "refused",
    of: ["zoom"],
    variants: ["body: a space more", "body: a line break more"],
    why: "This code parses the body and signs what it prints again, so that white space goes by. The bridge signs the bytes.",
  },
  {
    ours: "refused",
    of: ["twilio/form"],
    variants: ["no content type"],
    why: "The library is handed fields that somebody has parsed; the bridge reads a form only where the request says that it is one.",
  },
];

/** Where the bridge takes what the vendor's code refuses. */
const looser: readonly Explanation[] = [
  {
    ours: "accepted",
    of: ["*"],
    variants: ["signature: upper case"],
    why: "Hex in capitals is the same bytes. Some vendors' code compares texts and some bytes; nobody can forge one who can't forge the other.",
  },
  {
    ours: "accepted",
    of: ["shopify"],
    variants: ["without x-shopify-*", "empty x-shopify-*"],
    why: "The library wants these headers to dispatch by; they are not signed, and the signature is right without them.",
  },
  {
    ours: "accepted",
    of: ["gitlab/secret-token"],
    variants: ["body: no body"],
    why: "The token is all that this scheme checks; the library refuses an empty body for a reason of its own.",
  },
  {
    ours: "accepted",
    of: ["stripe"],
    variants: ['signature: after another\'s and ", "'],
    why: "The right signature is in the list; the library does not skip the space that joined headers have behind a comma.",
  },
];

export const explanations: readonly Explanation[] = [...stricter, ...looser];
