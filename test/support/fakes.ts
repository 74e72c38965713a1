import { createHmac } from "node:crypto";
import { defineBridge } from "../../src/config/define-bridge.ts";
import type { Delivery } from "../../src/core/delivery.ts";
import { BridgeError } from "../../src/core/errors.ts";
import type { BusEntry } from "../../src/core/event.ts";
import type { Proof } from "../../src/core/proof.ts";
import { defineProvider } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { type Secret, secretOf } from "../../src/core/secret.ts";
import type { PublishPorts, PublishReport, PutResult } from "../../src/publish/ports.ts";
import type { ReceivePorts, ReceiveReport } from "../../src/receive/ports.ts";

/** 2026-05-28T20:26:40Z: the moment at which everything in these tests happens. */
export const nowMs = 1_780_000_000_000;

export const secretText = "a-long-enough-signing-secret";

/** A provider with a timestamp, a list and every kind of handshake, so that tests need no vendor. */
export const acme = defineProvider({
  id: "acme",
  name: "Acme",
  category: "custom",
  docs: "https://acme.example/docs",
  setup: { where: "Settings", secret: "issued-by-provider" },
  deadlineSeconds: 5,
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "acme-signature",
    timestamp: "header:acme-time",
    signed: "{timestamp}.{body}",
    toleranceSeconds: 300,
  },
  handshakes: [
    {
      name: "challenge",
      when: "body:/type",
      equals: "challenge",
      answer: { echo: "body:/challenge", json: "challenge" },
    },
    {
      name: "prove",
      when: "body:/type",
      equals: "prove",
      answer: {
        hmac: "body:/token",
        hash: "sha256",
        encoding: "hex",
        json: { token: "token", digest: "digest" },
      },
    },
    {
      name: "subscribe",
      method: "GET",
      when: "query:challenge",
      unsigned: true,
      token: { from: "query:token", role: "verifyToken" },
      answer: { echo: "query:challenge" },
    },
    {
      name: "confirm",
      when: "body:/type",
      equals: "confirm",
      answer: { confirm: "body:/url", hosts: ["hooks.*.acme.example"] },
    },
    { name: "probe", when: "form:probe", equals: "1", unsigned: true, answer: { status: 204 } },
  ],
  event: {
    source: "com.acme",
    type: ["body:/type"],
    id: "body:/id",
    time: "body:/at",
    subject: "body:/subject",
    origin: "body:/origin",
    each: "body:/items",
  },
});

/** A vendor that hands its secret over. */
export const pairing = defineProvider({
  ...acme,
  id: "pairing",
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "pair-signature" },
  handshakes: [
    {
      name: "pair",
      when: "header:pair-secret",
      unsigned: true,
      answer: { keepSecret: "header:pair-secret" },
    },
  ],
});

export const bridge = defineBridge({
  buses: { main: {}, other: {} },
  sources: {
    acme: { provider: acme, bus: "main" },
    paired: { provider: pairing, bus: "main" },
    ordered: { provider: acme, bus: "main", order: "subject" },
    small: { provider: acme, bus: "main", maxBodyBytes: 64 },
    picky: {
      provider: acme,
      bus: (event) =>
        event.name === "lost" ? ("nowhere" as "main") : event.subject === "o" ? "other" : "main",
      accept: ["kept.*", "lost", "exact"],
      redact: ["/secret", "/deep/0"],
    },
  },
});

export function hmac(text: string | Uint8Array, key = secretText): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

/** A request for acme, signed as its vendor would; anything may be changed. */
export function signedRequest(
  body: string | Uint8Array,
  change: Partial<WebhookRequest> & { time?: string; key?: string; header?: Record<string, string> } = {},
): WebhookRequest {
  const bytes = Buffer.from(body as string);
  const time = change.time ?? String(nowMs / 1000);
  const headers = new Map(
    Object.entries({
      "content-type": "application/json",
      "acme-time": time,
      "acme-signature": hmac(Buffer.concat([Buffer.from(`${time}.`), bytes]), change.key),
      ...change.header,
    }),
  );
  return {
    method: change.method ?? "POST",
    url: change.url ?? "https://h.example/hooks/acme",
    query: change.query ?? "",
    headers: change.headers ?? headers,
    body: bytes,
  };
}

/** The ports of `receive`, in memory. `fail` names what is down. */
export function receivePorts(
  secrets: Record<string, readonly string[]> = {
    acme: [secretText, "verifyToken:let-me-in"],
    ordered: [secretText],
    small: [secretText],
    picky: [secretText],
  },
) {
  const queued: Delivery[] = [];
  const reports: ReceiveReport[] = [];
  const confirmed: string[] = [];
  const state = {
    now: nowMs,
    fail: undefined as undefined | "queue" | "secrets",
    refreshes: 0,
    secretsReadAt: nowMs,
  };
  const list = (name: string, roles: readonly string[]): readonly Secret[] =>
    (secrets[name] ?? []).map((text) => secretOf(text, roles));
  const ports: ReceivePorts = {
    secrets: {
      async secrets(name, roles) {
        if (state.fail === "secrets") throw new BridgeError("secret-store-failed", "down", "wait");
        return list(name, roles);
      },
      async refresh(name, roles) {
        state.refreshes++;
        return state.refreshes > 1 ? undefined : list(name, roles);
      },
      readAt: () => state.secretsReadAt,
      async adopt(name, value) {
        if (secrets[name]?.length) return false;
        secrets[name] = [value];
        return true;
      },
    },
    queue: {
      async send(delivery) {
        if (state.fail === "queue") throw new BridgeError("queue-failed", "down", "wait");
        queued.push(delivery);
      },
    },
    fetcher: {
      text: async () => Promise.reject(new Error("nothing to fetch")),
      confirm: async (url) => confirmed.push(url) > 0,
    },
    now: () => state.now,
    newDeliveryId: () => `dlv_${queued.length + 1}`,
    report: (report) => reports.push(report),
  };
  return { ports, queued, reports, confirmed, state, secrets };
}

/** The ports of `publish`, in memory. `answer` decides what EventBridge says of each event. */
export function publishPorts(deliveries: readonly Delivery[]) {
  const byId = new Map(deliveries.map((delivery) => [`m-${delivery.id}`, delivery]));
  const recorded = new Set<string>();
  const put: BusEntry[] = [];
  const parked: { readonly messageId: string; readonly code: string; readonly reason: string }[] = [];
  const kept: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  const reports: PublishReport[] = [];
  const state = {
    fail: undefined as undefined | "ledger-read" | "ledger-write" | "parking" | "claims",
    late: false,
    answer: (_event: BusEntry): PutResult => ({ ok: true, eventId: "e" }),
  };
  const down = (code: "ledger-failed" | "queue-failed" | "claim-check-failed"): never => {
    throw new BridgeError(code, "down", "wait");
  };
  const ports: PublishPorts = {
    reader: {
      async read({ messageId }) {
        const delivery = byId.get(messageId);
        if (!delivery) throw new BridgeError("message-unreadable", "not ours", "look");
        return delivery;
      },
    },
    ledger: {
      published: async (keys) =>
        state.fail === "ledger-read"
          ? down("ledger-failed")
          : new Set(keys.filter((key) => recorded.has(key))),
      record: async (keys) => {
        if (state.fail === "ledger-write") down("ledger-failed");
        for (const key of keys) recorded.add(key);
      },
    },
    bus: {
      put: async (events, isLate) =>
        events.map((event) => {
          if (isLate()) return { ok: false, retryable: true, code: "TimeIsUp", message: "" };
          const result = state.answer(event);
          if (result.ok) put.push(event);
          return result;
        }),
    },
    claims: {
      keep: async (name, bytes) => {
        if (state.fail === "claims") down("claim-check-failed");
        kept.push({ name, bytes });
        return `s3://b/claims/${name}`;
      },
    },
    parking: {
      park: async ({ messageId }, code, reason) => {
        if (state.fail === "parking") down("queue-failed");
        parked.push({ messageId, code, reason });
      },
    },
    now: () => nowMs,
    isLate: () => state.late,
    report: (report) => reports.push(report),
  };
  const messages = deliveries.map((delivery) => ({ messageId: `m-${delivery.id}`, body: "" }));
  return { ports, messages, put, parked, kept, recorded, reports, state };
}

/** An accepted delivery of a source: its body is signed. */
export function deliveryOf(body: string | Uint8Array, change: Partial<Delivery> = {}): Delivery {
  return {
    id: "dlv_1",
    source: "acme",
    receivedAt: new Date(nowMs).toISOString(),
    method: "POST",
    url: "https://h.example/hooks/acme",
    headers: { "content-type": "application/json" },
    proof: { covers: ["body:", "item:", "form:"], text: { before: "", after: "" } },
    body: Buffer.from(body as string),
    ...change,
  };
}

/** The proof of everything, under one fingerprint. */
export const wholeProof: Proof & { readonly text: { readonly digest: string } } = {
  covers: ["*"],
  text: { digest: "f".repeat(64) },
};
