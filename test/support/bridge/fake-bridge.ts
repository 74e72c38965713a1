/** A running bridge in memory, to try the API, its client and the commands against. */
import { BridgeError } from "../../../src/core/errors.ts";
import { fieldVerdicts } from "../../../src/core/patterns/field-verdicts.ts";
import { testEventPattern } from "../../../src/local/aws/eventbridge/test-event-pattern.ts";
import type { RunningBridge } from "../../../src/operate/bridge.ts";
import type { ConsumedRow } from "../../../src/operate/consumed.ts";
import type { DeadLetterDetail } from "../../../src/operate/dead-letters.ts";
import type { EventRecord } from "../../../src/operate/events.ts";
import type { RequestDetail, RequestRow } from "../../../src/operate/requests.ts";
import type { BridgePlace, SourceRow, SubscriptionRow } from "../../../src/operate/state.ts";
import { isChosen } from "./chosen.ts";
import { fakeLetters } from "./fake-letters.ts";
import { fakeOverview } from "./fake-overview.ts";
import { fakeEvent, fakeLetter, fakeRequest, noon } from "./fake-rows.ts";
import { type FakeStream, makeFakeStream } from "./fake-stream.ts";
import { paged } from "./paged.ts";

/** A fake bridge, and what a test does to it. */
export interface FakeBridge {
  readonly bridge: RunningBridge;
  readonly stream: FakeStream;
  /** Another request comes, with its event; every fourth is refused. */
  happen(): RequestRow;
  /** Names of the methods that changed something, in order. */
  readonly changes: string[];
  readonly letters: DeadLetterDetail[];
  readonly requests: RequestRow[];
  closed: boolean;
}

const place: BridgePlace = {
  kind: "local",
  name: "hookbridge",
  stage: "local",
  url: "http://127.0.0.1:3000",
  version: "0.2.0",
  mayWrite: true,
};

const pick = <Item extends object, Key extends keyof Item>(item: Item, ...keys: Key[]): Omit<Item, Key> => {
  const rest = { ...item };
  for (const key of keys) delete rest[key];
  return rest;
};

const subscriptions: SubscriptionRow[] = [
  {
    name: "builds",
    bus: "engineering",
    state: "healthy",
    target: "function consumers/builds.ts",
    pattern: '{"source":["com.acme-github"]}',
    backlog: 0,
    deadLetters: 0,
    hasQueue: true,
  },
  { name: "opens", bus: "engineering", state: "behind", target: "queue", backlog: 1_200, hasQueue: true },
];

function sourcesOf(requests: readonly RequestRow[]): readonly SourceRow[] {
  const last = (
    name: string,
    refused: boolean,
  ): Partial<Record<"lastAccepted" | "lastRefused", RequestRow>> => {
    const row = requests.findLast(
      ({ source, outcome }) => source === name && (outcome === "refused") === refused,
    );
    return row ? { [refused ? "lastRefused" : "lastAccepted"]: row } : {};
  };
  const source = (name: string, rest: Pick<SourceRow, "condition" | "secrets" | "bus">): SourceRow => ({
    name,
    provider: { id: name, name: name.toUpperCase() },
    url: `${place.url}/hooks/${name}`,
    ...rest,
    ...last(name, false),
    ...last(name, true),
    lastHour: { accepted: 0, refused: 0 },
  });
  return [
    source("acme-github", { condition: "receiving", secrets: 2, bus: "engineering" }),
    source("billing", { condition: "refused", secrets: 1, bus: null }),
    source("idle", { condition: "no-secret", secrets: 0, bus: "engineering" }),
  ];
}

function detailOf(row: RequestRow, events: readonly EventRecord[]): RequestDetail {
  const isRefused = row.outcome === "refused";
  return {
    ...row,
    steps: isRefused
      ? [
          { step: "received", offsetMs: 0 },
          { step: "refused", offsetMs: 3, detail: "signature-mismatch" },
        ]
      : [
          { step: "received", offsetMs: 0 },
          { step: "verified", offsetMs: 2 },
          { step: "published", offsetMs: 40, detail: "1 event" },
          { step: "delivered", detail: "builds", waiting: true },
        ],
    signature: {
      scheme: "hmac",
      description: "HMAC-SHA256 of the body",
      secretIndex: 0,
      secretCount: 2,
      locations: ["header:x-hub-signature-256"],
      found: [{ location: "header:x-hub-signature-256", value: "sha256=01234567…cdef" }],
    },
    request: {
      method: "POST",
      url: `${place.url}/hooks/${row.source}`,
      headers: [["x-github-event", "push"]],
      body: '{"big":12345678901234567890}',
      encoding: "utf8",
    },
    events: events
      .filter(({ delivery }) => delivery === row.id)
      .map((event) => pick(event, "envelope", "rules")),
    explainable: isRefused,
  };
}

/** A bridge to which so many requests have come. */
export function makeFakeBridge(count = 40, ownPlace: Partial<BridgePlace> = {}): FakeBridge {
  const requests: RequestRow[] = [];
  const events: EventRecord[] = [];
  const changes: string[] = [];
  const stream = makeFakeStream();
  const letters = Array.from({ length: 9 }, (_, number) => fakeLetter(number));
  const happen = (): RequestRow => {
    const row = fakeRequest(requests.length);
    requests.push(row);
    stream.add({ kind: "request", row });
    if (row.outcome !== "refused") {
      events.push(fakeEvent(row));
      stream.add({ kind: "event", row: fakeEvent(row) });
    }
    return row;
  };
  for (let number = 0; number < count; number++) happen();
  const change = <Result>(name: string, result: Result): Result => {
    changes.push(name);
    return result;
  };
  const withState = (name: string, state: SubscriptionRow["state"]): SubscriptionRow | undefined => {
    const row = subscriptions.find((one) => one.name === name);
    return row && change(`${state} ${name}`, { ...row, state });
  };
  const bridge: RunningBridge = {
    place: { ...place, ...ownPlace },
    overview: async (range) => fakeOverview(requests, letters.length, range),
    sources: async () => sourcesOf(requests),
    async source(name) {
      const row = sourcesOf(requests).find((one) => one.name === name);
      return (
        row && {
          ...row,
          steps: ["Open the settings."],
          signature: ["HMAC-SHA256 of the body"],
          samples: [{ name: "push", event: "push" }],
          setup: {
            ...{ where: "Settings", secret: "issued-by-provider", roles: [], handshakes: [] },
            ...{ docs: "https://docs.example.com/webhooks", triesAgain: "It tries again for a day." },
          },
          secretUse: {},
        }
      );
    },
    requests: async (query, accepted = false) =>
      paged(
        requests.filter((row) => isChosen(row, query) && !(accepted && row.outcome === "refused")),
        query,
        ({ id }) => id,
      ),
    async request(id) {
      const row = requests.find((one) => one.id === id);
      return row && detailOf(row, events);
    },
    explain: async (id) =>
      requests.some((row) => row.id === id && row.outcome === "refused")
        ? {
            causes: [
              { cause: "secret-wrong", proven: false, evidence: "No secret matches.", fix: "Set it again." },
            ],
            ruledOut: ["The clock is right."],
          }
        : undefined,
    recorded: async (_, name) =>
      name === "push" ? { name, event: name, body: "{}", witness: "documentation only: ours" } : undefined,
    async sample(_, { event = "push" }) {
      if (event === "unknown") return { sent: false, reason: "No recorded request has this name." };
      return change("sample", { sent: true as const, status: 200, id: "dlv_sample", event });
    },
    events: async (query) => {
      const chosen = events.filter((row) => isChosen(row, query) && (query.bus?.includes(row.bus) ?? true));
      return paged(
        chosen.map((event) => pick(event, "envelope", "rules")),
        query,
        ({ id }) => id,
      );
    },
    // Only a bridge on this machine knows what consumers did; none did anything here.
    ...((ownPlace.kind ?? place.kind) === "local" && {
      consumed: async (query) => paged<ConsumedRow>([], query, ({ id }) => id),
    }),
    event: async (id) => events.find((event) => event.id === id),
    exampleEvent: async (_, sample) =>
      sample === "push" ? { bus: "engineering", envelope: events[0]?.envelope ?? "" } : undefined,
    eventData: async (id) =>
      id === "evt-dlv_0"
        ? { uri: "s3://claims/claims/dlv_0", bytes: 9, text: '{"big":1}', encoding: "utf8", cut: false }
        : undefined,
    async replayEvent(id, { dryRun }) {
      if (events.every((event) => event.id !== id)) return undefined;
      const replayed = { replay: "replay-1", events: 1 };
      return dryRun ? replayed : change("replayEvent", replayed);
    },
    async replay({ bus, from, to, dryRun }) {
      if (bus !== "engineering")
        throw new BridgeError("wrong-use", `There is no bus ${bus}.`, "Name one: engineering");
      const count = events.filter(
        ({ time = "" }) => Date.parse(time) >= from && Date.parse(time) <= to,
      ).length;
      return dryRun ? { replay: "", events: count } : change("replay", { replay: "replay-2", events: count });
    },
    ...fakeLetters(letters, changes, ownPlace.kind === "stage"),
    subscriptions: async () => subscriptions,
    subscription: async (name) => subscriptions.find((row) => row.name === name),
    pause: async (name) => withState(name, "paused"),
    resume: async (name) => withState(name, "healthy"),
    async testPattern(pattern, event) {
      try {
        const { Result } = testEventPattern({ EventPattern: pattern, Event: event });
        const fields = fieldVerdicts(pattern, event) ?? [];
        return { valid: true, matched: Result, fields, ...(!Result && { reason: "source: not in it" }) };
      } catch (error) {
        return { valid: false, matched: false, reason: error instanceof Error ? error.message : "" };
      }
    },
    async matchingEvents(pattern, bus) {
      if (bus !== "engineering")
        throw new BridgeError("wrong-use", `There is no bus "${bus}".`, "Name one: engineering");
      const matching = events.filter(
        ({ envelope }) => testEventPattern({ EventPattern: pattern, Event: envelope }).Result,
      );
      return {
        valid: true,
        bus,
        matching: matching.length,
        of: events.length,
        newest: matching
          .map((event) => pick(event, "envelope", "rules"))
          .reverse()
          .slice(0, 20),
      };
    },
    stream: (query) => stream.follow(query),
    async close() {
      fake.closed = true;
    },
  };
  const fake: FakeBridge = { bridge, stream, happen, changes, letters, requests, closed: false };
  return fake;
}

export { noon };
