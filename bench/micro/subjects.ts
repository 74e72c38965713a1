import { createHmac, createSign, generateKeyPairSync } from "node:crypto";
import type { Provider } from "../../src/core/provider.ts";
import { signaturesOf } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import type { Secret } from "../../src/core/secret.ts";
import { jsonBody } from "../../src/cost/json-body.ts";
import * as providers from "../../src/providers/index.ts";
import { sign } from "../../src/signing/sign.ts";
import { fixturesOf, secretsFor } from "../../test/support/fixtures.ts";
import { formBody, type Size, sizes } from "../payload.ts";

/** A provider whose requests can be made at any size, and the vendors' verifiers that take the same. */
export interface Subject {
  readonly name: string;
  readonly provider: Provider;
  readonly peers: readonly string[];
  /** What the source holds, and what a peer is given. */
  readonly secret: string;
  /** Signs with the right secret, or with another one. */
  readonly request: (bytes: number, right: boolean, nowMs: number) => Promise<WebhookRequest>;
  /** Signs these bytes. */
  readonly resign: (body: Buffer, nowMs: number) => Promise<WebhookRequest>;
  /** What stands at the URLs that the scheme fetches. */
  readonly fetchText?: () => Promise<string>;
}

const draft = (body: Buffer, contentType: string): WebhookRequest => ({
  method: "POST",
  url: "https://hooks.example.com/hooks/bench",
  query: "",
  headers: new Map([
    ["content-type", contentType],
    ["user-agent", "bench/1"],
    ["x-github-event", "issues"],
    ["x-github-delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958"],
    ["x-request-id", "9f1c1f3c-0b1e-4d0b-a4cd-b7a0d1d9f0a1"],
  ]),
  body,
});

/** A request of a provider's first scheme, signed by the development runtime's signer; the peers must take it as well. */
async function signed(
  provider: Provider,
  key: string,
  { body, isForm }: { readonly body: Buffer; readonly isForm: boolean },
  nowMs: number,
): Promise<WebhookRequest> {
  const type = isForm ? "application/x-www-form-urlencoded" : "application/json";
  const [scheme] = signaturesOf(provider);
  const request = scheme && (await sign(scheme, draft(body, type), key, nowMs));
  if (!request) throw new Error(`${provider.id} can't be signed.`);
  return { ...request, body: Buffer.from(request.body) };
}

interface Keys {
  /** What the source holds. */
  readonly secret: string;
  /** What signs. */
  readonly right: string;
  readonly wrong: string;
}

const shared = (right: string, wrong: string): Keys => ({ secret: right, right, wrong });

function pairs(kind: "ed25519" | "ec", held: (spki: Buffer) => string): Keys {
  const pair = () =>
    kind === "ed25519" ? generateKeyPairSync("ed25519") : generateKeyPairSync("ec", { namedCurve: "P-256" });
  const [one, other] = [pair(), pair()];
  const pem = (key: typeof one): string => String(key.privateKey.export({ type: "pkcs8", format: "pem" }));
  return {
    secret: held(one.publicKey.export({ type: "spki", format: "der" })),
    right: pem(one),
    wrong: pem(other),
  };
}

const plain = shared("an-everyday-signing-secret", "somebody-else's-secret");
const whsec = shared(
  `whsec_${Buffer.alloc(24, 7).toString("base64")}`,
  `whsec_${Buffer.alloc(24, 9).toString("base64")}`,
);

/** Subjects of the schemes that our own signer knows. */
function ours(
  name: string,
  provider: Provider,
  peers: readonly string[],
  { keys = plain, isForm = false }: { readonly keys?: Keys; readonly isForm?: boolean } = {},
): Subject {
  return {
    name,
    provider,
    peers,
    secret: keys.secret,
    resign: (body, nowMs) => signed(provider, keys.right, { body, isForm }, nowMs),
    request: (bytes, right, nowMs) =>
      signed(
        provider,
        right ? keys.right : keys.wrong,
        { body: isForm ? formBody(bytes) : jsonBody(bytes), isForm },
        nowMs,
      ),
  };
}

const unsignable = async (): Promise<never> => {
  throw new Error("these bytes can't be signed");
};

/** HMACs of the items of a list. */
function items(): Subject {
  const key = Buffer.alloc(32, 3);
  return {
    name: "item-hmac",
    provider: providers.adyen,
    peers: [],
    secret: key.toString("hex"),
    resign: unsignable,
    async request(bytes, right) {
      const text = "7914073381342284::TestMerchant:TestPayment-1407325143704:1130:EUR:AUTHORISATION:true";
      const hmacSignature = createHmac("sha256", right ? key : Buffer.alloc(32, 4))
        .update(text)
        .digest("base64");
      const NotificationRequestItem = {
        pspReference: "7914073381342284",
        merchantAccountCode: "TestMerchant",
        merchantReference: "TestPayment-1407325143704",
        amount: { value: 1130, currency: "EUR" },
        eventCode: "AUTHORISATION",
        success: "true",
        additionalData: { hmacSignature },
      };
      return draft(jsonBody(bytes, { notificationItems: [{ NotificationRequestItem }] }), "application/json");
    },
  };
}

/** RSA with a key that stands at the vendor's. */
function fetchedKey(): Subject {
  const made = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
  const [one, other] = [made(), made()];
  const pem = String(one.publicKey.export({ type: "spki", format: "pem" }));
  return {
    name: "fetched-key",
    provider: providers.adobeIoEvents,
    peers: [],
    secret: "client-of-ours",
    resign: unsignable,
    fetchText: async () => pem,
    async request(bytes, right) {
      const body = jsonBody(bytes, { recipient_client_id: "client-of-ours" });
      const signature = createSign("RSA-SHA256")
        .update(body)
        .sign((right ? one : other).privateKey, "base64");
      const { headers, ...rest } = draft(body, "application/json");
      const added: [string, string][] = [
        ["x-adobe-digital-signature-1", signature],
        ["x-adobe-public-key1-path", "/prod/keys/pub-key-1.pem"],
      ];
      return { ...rest, headers: new Map([...headers, ...added]) };
    },
  };
}

/** Every scheme whose requests can be made here, those with a budget first. */
export const subjects: readonly Subject[] = [
  ours("hmac (GitHub)", providers.github, ["@octokit/webhooks-methods"]),
  ours("hmac (Slack)", providers.slack, ["@slack/bolt"]),
  ours("hmac (Stripe)", providers.stripe, ["stripe", "stripe (verifyHeader)"]),
  ours("standard-webhooks (Svix)", providers.svix, ["svix"], { keys: whsec }),
  ours("standard-webhooks", providers.standardWebhooks, ["standardwebhooks"], { keys: whsec }),
  ours("twilio", providers.twilio, ["twilio"], { isForm: true }),
  ours("public-key (Ed25519, Discord)", providers.discord, ["discord-interactions"], {
    keys: pairs("ed25519", (der) => der.subarray(-32).toString("hex")),
  }),
  ours("public-key (ECDSA, SendGrid)", providers.sendgrid, ["@sendgrid/eventwebhook"], {
    keys: pairs("ec", (der) => der.toString("base64")),
  }),
  ours("jwt (Vonage)", providers.vonage, []),
  ours("keyed-hash", providers.cloudinary, []),
  ours("canonical-request", providers.contentful, []),
  ours("sorted-parameters", providers.vonageSmsSigned, [], { isForm: true }),
  ours("manifest", providers.mercadopago, []),
  ours("plivo", providers.plivo, [], { isForm: true }),
  ours("token", providers.telegram, []),
  ours("basic-auth", providers.chargebee, [], { keys: shared("user:password-1", "user:password-2") }),
  items(),
  fetchedKey(),
];

/** A recorded request, for the schemes whose bodies only the vendor can make; and the same with one character changed. */
export interface Recorded {
  readonly name: string;
  readonly provider: Provider;
  readonly right: WebhookRequest;
  readonly wrong: WebhookRequest;
  readonly secrets: readonly Secret[];
  readonly nowMs: number;
}

function recorded(name: string, provider: Provider, change: readonly [RegExp, string]): Recorded {
  const [fixture] = fixturesOf(provider.id).filter(({ outcome }) => outcome === "accepted");
  if (!fixture) throw new Error(`${provider.id} has no recorded request.`);
  const { request, clock, secrets } = fixture;
  const text = Buffer.from(request.body).toString();
  const changed = text.replace(...change);
  if (changed === text) throw new Error(`Nothing changes in the request of ${provider.id}.`);
  return {
    name,
    provider,
    right: request,
    wrong: { ...request, body: Buffer.from(changed) },
    secrets: secretsFor(provider, secrets),
    nowMs: clock * 1_000,
  };
}

export const recordings: readonly Recorded[] = [
  recorded("aws-sns", providers.awsSns, [/("Message"\s*:\s*")(.)/, "$1$2x"]),
  // Of the signature itself: the chain is judged first.
  recorded("certified-jws", providers.appleAppStore, [/\.([A-Za-z0-9_-])([A-Za-z0-9_-]+")/, ".A$2"]),
];

export const allSizes = Object.entries(sizes) as readonly (readonly [Size, number])[];
