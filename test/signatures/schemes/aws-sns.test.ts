import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifyRequest } from "../../../src/contract/verify-request.ts";
import { rejected } from "../../../src/core/outcome.ts";
import { Secret } from "../../../src/core/secret.ts";
import type { SnsSignature } from "../../../src/core/signature.ts";
import type { KeyQuery } from "../../../src/signatures/scheme.ts";
import { certificate, pemOf } from "../../support/certificate.ts";
import { clock, judged, requestOf } from "../../support/judged.ts";
import { proved } from "../../support/proved.ts";

// Signed as https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html says it.
const scheme: SnsSignature = { scheme: "aws-sns", toleranceSeconds: 3_600 };
const topic = "arn:aws:sns:eu-north-1:123456789012:orders";
const url = "https://sns.eu-north-1.amazonaws.com/SimpleNotificationService-1.pem";
const pair = generateKeyPairSync("rsa", { modulusLength: 1024 });
const pem = pemOf(
  certificate({ subject: "sns", issuer: "sns", publicKey: pair.publicKey, signedWith: pair.privateKey }),
);

const signedFields: Readonly<Record<string, readonly string[]>> = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  SubscriptionConfirmation: [
    "Message",
    "MessageId",
    "SubscribeURL",
    "Timestamp",
    "Token",
    "TopicArn",
    "Type",
  ],
  UnsubscribeConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
};

type Message = Readonly<Record<string, unknown>>;

const notification: Message = {
  Type: "Notification",
  MessageId: "m1",
  TopicArn: topic,
  Subject: "Hi",
  Message: "two\nlines",
  Timestamp: "2026-05-28T20:26:40.000Z",
  SignatureVersion: "2",
  SigningCertURL: url,
};

function signed(message: Message): Message {
  const text = (signedFields[String(message.Type)] ?? [])
    .filter((field) => message[field] !== undefined && message[field] !== null)
    .map((field) => `${field}\n${message[field]}\n`)
    .join("");
  const hash = message.SignatureVersion === "2" ? "sha256" : "sha1";
  return { ...message, Signature: sign(hash, Buffer.from(text), pair.privateKey).toString("base64") };
}

const verdict = (message: unknown, draft: Parameters<typeof judged>[1] = {}) =>
  judged(scheme, {
    headers: { "content-type": "text/plain" },
    body: typeof message === "string" ? message : JSON.stringify(message),
    secrets: [topic],
    fetched: { [url]: pem },
    ...draft,
  });

const { Subject, ...bare } = notification;
const confirmation = { ...bare, Token: "t1", SubscribeURL: "https://sns.eu-north-1.amazonaws.com/?x=1" };

describe("a message", () => {
  it.each([
    ["notification, version 2", notification],
    ["notification, version 1", { ...notification, SignatureVersion: "1" }],
    ["notification without a subject", bare],
    ["notification whose subject is null", { ...bare, Subject: null }],
    ["confirmation", { ...confirmation, Type: "SubscriptionConfirmation" }],
    ["farewell", { ...confirmation, Type: "UnsubscribeConfirmation" }],
  ])("is accepted: %s", async (_, message) => {
    expect(await verdict(signed(message))).toBe("ok");
  });

  it.each(Object.entries(notification).filter(([name]) => signedFields.Notification?.includes(name)))(
    "is not with another %s",
    async (name, value) => {
      expect(await verdict({ ...signed(notification), [name]: `${value}x` })).not.toBe("ok");
    },
  );

  it("is refused with another signature, and with one of the other version", async () => {
    expect(await verdict({ ...signed(notification), Signature: "AAAA" })).toBe("signature-mismatch");
    expect(await verdict({ ...signed(notification), SignatureVersion: "1" })).toBe("signature-mismatch");
  });

  it.each([
    ["nothing", "", "signature-missing"],
    ["no JSON", "x", "signature-malformed"],
    ["no text", Buffer.from([0xff]).toString("latin1"), "signature-malformed"],
    ["no signature", notification, "signature-missing"],
    ["a signature that is no text", { ...signed(notification), Signature: 7 }, "signature-missing"],
    ["a signature that is no base64", { ...signed(notification), Signature: "%" }, "signature-malformed"],
    ["another version", { ...signed(notification), SignatureVersion: "3" }, "signature-malformed"],
    ["no version", { ...signed(notification), SignatureVersion: undefined }, "signature-malformed"],
    ["another type", { ...signed(notification), Type: "Other" }, "signature-malformed"],
    ["no type", { ...signed(notification), Type: undefined }, "signature-malformed"],
    ["a type in a list", { ...signed(notification), Type: ["Notification"] }, "signature-malformed"],
    [
      "a type in a hundred thousand lists",
      `{"Signature":"AAAA","Type":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
      "signature-malformed",
    ],
    ["no id", { ...signed(notification), MessageId: undefined }, "signature-malformed"],
    ["an id that is no text", { ...signed(notification), MessageId: 7 }, "signature-malformed"],
    ["no message", { ...signed(notification), Message: undefined }, "signature-malformed"],
    ["a field of two lines", signed({ ...notification, Subject: "a\nb" }), "signature-malformed"],
    ["a subject that is no text", { ...signed(bare), Subject: 7 }, "signature-malformed"],
    ["a subject in a list", { ...signed(notification), Subject: [Subject] }, "signature-malformed"],
    ["an id of two lines", signed({ ...notification, MessageId: "a\nb" }), "signature-malformed"],
  ])("is malformed: %s", async (_, message, reason) => {
    expect(await verdict(message)).toBe(reason);
  });

  it("has a megabyte at most", async () => {
    const of = (bytes: number) => {
      const message = JSON.stringify(signed(notification));
      return verdict(`${message.slice(0, -1)},"x":"`.padEnd(bytes - 2, "y").concat('"}'));
    };
    expect(await of(1_048_576)).toBe("ok");
    expect(await of(1_048_577)).toBe("signature-malformed");
  });
});

describe("the topic", () => {
  it("must be one of the source's", async () => {
    expect(await verdict(signed(notification), { secrets: ["arn:other", ` ${topic}\n`] })).toBe("ok");
    expect(await verdict(signed(notification), { secrets: [`${topic}2`] })).toBe("key-untrusted");
    expect(await verdict(signed(notification), { secrets: [` ${topic}2\n`] })).toBe("key-untrusted");
    expect(await verdict(signed(notification), { secrets: [`${topic}2`, pem] })).toBe("key-untrusted");
    expect(
      await verdict(signed(notification), { secrets: ["arn:aws-cn:sns:cn-north-1:123456789012:orders"] }),
    ).toBe("key-untrusted");
    // A source that has no secret trusts no topic.
    expect(await verdict(signed(notification), { secrets: [] })).toBe("key-untrusted");
    const { TopicArn, ...topicless } = notification;
    expect(await verdict(signed(topicless), { secrets: [topic] })).toBe("signature-malformed");
  });
});

describe("the certificate", () => {
  it("can be pinned; then nothing is fetched", async () => {
    const secrets = [topic, pem];
    expect(await verdict(signed(notification), { secrets, fetched: {} })).toBe("ok");
    const roled = (role: string) =>
      verdict(signed(notification), { secrets: [topic, new Secret(pem, role)], fetched: {} });
    expect(await roled("certificate")).toBe("ok");
    await expect(roled("other")).rejects.toThrow("nothing stands");
    const other = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const wrong = pemOf(
      certificate({ subject: "x", issuer: "x", publicKey: other.publicKey, signedWith: other.privateKey }),
    );
    expect(await verdict(signed(notification), { secrets: [topic, wrong] })).toBe("signature-mismatch");
  });

  it.each([
    "https://sns.us-gov-west-1.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-0a.pem",
    "https://sns.ap-southeast-10.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.us-isob-east-1.amazonaws.com/SimpleNotificationService-0a.pem",
  ])("can be at %s", async (at) => {
    const message = signed({ ...notification, SigningCertURL: at });
    expect(await verdict(message, { fetched: { [at]: pem } })).toBe("ok");
  });

  it.each([
    "http://sns.eu-north-1.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.eu-north-1.amazonaws.com.evil.example/SimpleNotificationService-0a.pem",
    "https://evil.example/https://sns.eu-north-1.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://snsxeu-north-1.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.eu-north-1xamazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.eu-north-1.amazonawsxcom/SimpleNotificationService-0a.pem",
    "https://sns.eu-north-1.amazonaws.com.de/SimpleNotificationService-0a.pem",
    "https://sns.s3-us-west-2.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.eu-north.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.eu-north-100.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.e-north-1.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.europe-north-1.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.eu-no-1.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.eu-northernmost-1.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.eu-aaa-bbb-ccc-ddd-1.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.eu-1.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.EU-north-1.amazonaws.com/SimpleNotificationService-0a.pem",
    "https://sns.eu-north-1.amazonaws.com/SimpleNotificationService-0a.pem?y",
    "https://sns.eu-north-1.amazonaws.com/x/y.pem",
    "https://sns.eu-north-1.amazonaws.com/.pemx",
    "https://sns.eu-north-1.amazonaws.com/xxpem",
    "https://sns.eu-north-1.amazonaws.com/pem",
    "https://sns.eu-north-1.amazonaws.com/SimpleNotificationService.pem",
    "https://sns.eu-north-1.amazonaws.com/SimpleNotificationService-.pem",
    "https://sns.eu-north-1.amazonaws.com/SimpleNotificationService-0g.pem",
    "https://sns.eu-north-1.amazonaws.com/SimpleNotificationService-0A.pem",
    "https://sns.eu-north-1.amazonaws.com/SimpleNotificationService-0xpem",
    "https://sns.eu-north-1.amazonaws.com/SimpleNotificationService-0.pem/",
    "https://sns.eu-north-1.amazonaws.com/simplenotificationservice-0.pem",
    `https://sns.eu-north-1.amazonaws.com/SimpleNotificationService-${"0".repeat(65)}.pem`,
    "",
    undefined,
  ])("is not fetched from %s", async (at) => {
    const message = signed({ ...notification, SigningCertURL: at });
    expect(await verdict(message, { fetched: at === undefined ? {} : { [at]: pem } })).toBe("key-untrusted");
  });

  it("that is unreadable at Amazon's URL counts as a fault of ours", async () => {
    await expect(verdict(signed(notification), { fetched: { [url]: "busy" } })).rejects.toMatchObject({
      code: "key-fetch-failed",
    });
  });

  it.each(["key-unknown", "key-not-fetched"] as const)("that is not had is refused: %s", async (reason) => {
    const asked: unknown[] = [];
    const by = {
      secrets: [new Secret(topic)],
      nowMs: clock * 1_000,
      fetchText: async (at: string, { isNamed }: KeyQuery) => {
        asked.push(at, isNamed);
        return rejected(reason);
      },
    };
    const request = requestOf({ body: JSON.stringify(signed(notification)) });
    expect(await verifyRequest(scheme, request, by)).toEqual({ ok: false, reason });
    expect(asked).toEqual([url, true]);
  });

  it("can be one of several that are pinned; unreadable ones don't count", async () => {
    const other = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const next = pemOf(
      certificate({ subject: "x", issuer: "x", publicKey: other.publicKey, signedWith: other.privateKey }),
    );
    const broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
    const of = (...pinned: string[]) =>
      verdict(signed(notification), { secrets: [topic, ...pinned], fetched: {} });
    expect(await of(next, pem)).toBe("ok");
    expect(await of(pem, next)).toBe("ok");
    expect(await of(broken, pem)).toBe("ok");
    expect(await of(broken, next)).toBe("signature-mismatch");
    await expect(of(broken)).rejects.toMatchObject({ code: "secret-unusable" });
    const alone = verdict(signed(notification), { secrets: [pem], fetched: {} });
    await expect(alone).rejects.toMatchObject({ code: "secret-unusable" });
  });
});

it.each([
  [3_600_000, "ok"],
  [3_600_001, "timestamp-stale"],
  [-3_600_001, "timestamp-ahead"],
])("%i ms after its time: %s", async (lateMs, reason) => {
  expect(clock).toBe(Date.parse("2026-05-28T20:26:40Z") / 1_000);
  expect(await verdict(signed(notification), { lateMs })).toBe(reason);
});

it.each(Object.entries(signedFields))("%s: covers the fields that its type signs", (Type, fields) => {
  const request = requestOf({ body: JSON.stringify({ Type }) });
  const all = [...new Set(Object.values(signedFields).flat()), "Signature", "MessageAttributes"];
  const { covers } = proved(scheme, request);
  expect(all.filter((field) => covers(`body:/${field}`))).toEqual(
    all.filter((field) => fields.includes(field)),
  );
  expect(covers("form:Message")).toBe(false);
  expect(covers("body:/Message/x")).toBe(false);
});

it("covers nothing of another type, and nothing of a body that is not JSON", () => {
  for (const body of ['{"Type":"Other"}', "{}", "x"])
    expect(proved(scheme, requestOf({ body })).covers("body:/Message")).toBe(false);
});
