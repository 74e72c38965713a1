import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { CreateEventBusCommand, EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Provider } from "../src/core/provider.ts";
import type { Source } from "../src/core/source.ts";
import { detailOf } from "../src/events/envelope.ts";
import { normalize } from "../src/events/normalize.ts";
import { type EventBridgeServer, startEventBridge } from "../src/local/aws/eventbridge/server.ts";
import { embeddedFeed } from "../src/local/server/events/event-feed.ts";
import { openLakeWriter } from "../src/local/server/lake/lake-writer.ts";
import { askLocalLake } from "../src/operate/lake/local-lake.ts";
import { queryValues } from "../src/operate/lake/query-values.ts";
import * as catalogue from "../src/providers/index.ts";
import { recordedDeliveries } from "../src/recorded/fixtures.ts";
import { receiveRecorded } from "../src/recorded/receive-recorded.ts";
import { lakeQueries } from "../src/stack/lake/lake-queries.ts";

const dataDirectory = mkdtempSync(join(tmpdir(), "hookbridge-lake-"));
const directory = join(dataDirectory, "lake");
let today = new Date("2026-11-27T10:00:00Z");
let server: EventBridgeServer;
let client: EventBridgeClient;

beforeAll(async () => {
  server = await startEventBridge({
    host: "127.0.0.1",
    port: 0,
    databaseFile: join(dataDirectory, "events.db"),
    now: () => today,
    region: "eu-central-1",
    account: "000000000000",
    sendToQueue: async () => {},
  });
  client = new EventBridgeClient({
    region: "eu-central-1",
    endpoint: server.url,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  for (const Name of ["hookbridge-local-logins", "hookbridge-local-all"])
    await client.send(new CreateEventBusCommand({ Name }));
});
afterAll(async () => {
  await server.close();
  rmSync(dataDirectory, { recursive: true });
});

async function put(bus: string, source: string, name: string, detail: string): Promise<void> {
  const { Entries = [] } = await client.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: `hookbridge-local-${bus}`,
          Source: source,
          DetailType: name.slice(0, 128),
          Detail: detail,
        },
      ],
    }),
  );
  expect(Entries[0]?.ErrorMessage).toBeUndefined();
}

/** Writes what has come, as at the end of a run. */
function writeLake(...buses: readonly string[]): void {
  const onFailure = (error: unknown): never => {
    throw error;
  };
  const feed = embeddedFeed(server, "hookbridge-local-");
  openLakeWriter({ directory, buses: new Set(buses), feed, onFailure }).close();
}

/** The lines of a bus's lake, in the order in which they came. */
function linesOf(bus: string): readonly string[] {
  const folder = join(directory, bus, "events");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".gz"))
    .sort()
    .flatMap((name) =>
      gunzipSync(readFileSync(join(folder, name)))
        .toString("utf8")
        .split("\n"),
    )
    .filter((line) => line !== "");
}

describe("the lake has what was on the bus", () => {
  const source = (provider: Provider): Source => ({
    name: provider.id,
    provider,
    bus: "all",
    maxBodyBytes: 1_000_000,
  });

  it("byte for byte, for the recorded deliveries of all providers", async () => {
    const providers = new Set(
      Object.values(catalogue).filter(
        (value): value is Provider => typeof value === "object" && "id" in value,
      ),
    );
    let count = 0;
    for (const provider of providers)
      for (const recording of recordedDeliveries(
        join(import.meta.dirname, "../test/fixtures", provider.id),
      )) {
        const { delivery } = await receiveRecorded(source(provider), recording);
        if (!delivery) continue;
        for (const { envelope, payload } of normalize(delivery, source(provider), new Set(["all"])).events) {
          await put("all", provider.event.source, "any", detailOf(envelope, payload));
          count++;
        }
      }
    writeLake("all");
    const envelopes = server
      .events({ after: 0, limit: 10_000 })
      .map(({ envelope }) => envelope.replace(/[\r\n]+/g, " "));
    expect(count).toBeGreaterThan(400);
    expect(envelopes).toHaveLength(count);
    expect([...linesOf("all")].sort()).toEqual([...envelopes].sort());
    const { rows } = await askLocalLake(
      { dataDirectory, bus: "all", project: import.meta.dirname },
      { sql: "SELECT count(*), count(DISTINCT line) FROM lines", values: [] },
    );
    expect(rows).toEqual([[String(count), String(new Set(envelopes).size)]]);
  });
});

it("a lake whose days were all removed has no rows", async () => {
  mkdirSync(join(directory, "empty", "events"), { recursive: true });
  const lake = { dataDirectory, bus: "empty", project: import.meta.dirname };
  expect(await askLocalLake(lake, { sql: "SELECT * FROM events", values: [] })).toEqual({
    columns: [],
    rows: [],
  });
});

it("a file that is no gzip is named", async () => {
  const folder = join(directory, "damaged", "events", "day=2026-11-27");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "1.gz"), "cut off");
  const lake = { dataDirectory, bus: "damaged", project: import.meta.dirname };
  await expect(askLocalLake(lake, { sql: "SELECT * FROM events", values: [] })).rejects.toMatchObject({
    message: expect.stringMatching(/^A file of the lake is damaged: .*1\.gz/),
    remedy: "Copy it again, or remove it.",
  });
});

describe("queries", () => {
  const ask = async (name: string, given: Readonly<Record<string, string>>) => {
    const query = lakeQueries().get(name);
    if (!query) throw new Error(`no query ${name}`);
    const values = queryValues(query, new Map(Object.entries(given)), today.getTime());
    const lake = { dataDirectory, bus: "logins", project: import.meta.dirname };
    return (await askLocalLake(lake, { sql: query.sql, values })).rows;
  };
  const login = (id: string, change: object = {}): string =>
    JSON.stringify({
      specversion: "1.0",
      id,
      type: "com.okta.user.session.start",
      source: "https://acme.okta.com",
      subject: "ada",
      time: "2026-11-27T09:59:58.500Z",
      bridgesource: "okta",
      deliveryid: `dlv_${id}`,
      receivedtime: "2026-11-27T10:00:00Z",
      entity: "login",
      action: "failed",
      ...change,
      data: { number: 1, state: id },
    }).replace('"number":1', '"number":9007199254740993');
  const asked = () =>
    Promise.all([
      ask("failed-logins", { since: "2026-11-01", least: "2" }),
      ask("events-per-day", { since: "2026-11-01" }),
      ask("slowest-vendors", { since: "2026-11-01" }),
      ask("history-of-subject", { source: "com.okta", subject: "ada" }),
      ask("state-at", { source: "com.okta", at: "2026-11-27T12:00:00Z" }),
      ask("event-by-id", { id: "2", since: "2026-11-01" }),
    ]);

  beforeAll(async () => {
    await put("logins", "com.okta", "user.session.start", login("1"));
    await put("logins", "com.okta", "user.session.start", login("2", { time: "2026-11-27T09:59:59Z" }));
    await put(
      "logins",
      "com.okta",
      "user.session.start",
      login("3", { subject: "bob", action: "succeeded" }),
    );
    writeLake("logins");
  });

  const data = (id: string): string => `{"number":9007199254740993,"state":"${id}"}`;

  it("give these rows", async () => {
    const [failed, perDay, slowest, history, state, byId] = await asked();
    expect(failed).toEqual([["com.okta", "ada", "2", "2026-11-27 09:59:58.5", "2026-11-27 09:59:59"]]);
    expect(perDay).toEqual([["2026-11-27", "com.okta", "user.session.start", "3"]]);
    expect(slowest).toEqual([["com.okta", "3", "2", "2"]]);
    expect(history?.map((row) => [row[0], row[1], row[5], row[7]])).toEqual([
      ["2026-11-27 09:59:58.5", "user.session.start", "1", data("1")],
      ["2026-11-27 09:59:59", "user.session.start", "2", data("2")],
    ]);
    expect(state?.map((row) => [row[0], row[3], row[5]])).toEqual([
      ["ada", "2", data("2")],
      ["bob", "3", data("3")],
    ]);
    expect(byId?.map((row) => [row[1], row[3], row[6]])).toEqual([
      ["com.okta.user.session.start", "dlv_2", data("2")],
    ]);
    expect(await ask("duplicates", { since: "2026-11-01" })).toEqual([]);
  });

  it("count a duplicate once, and name it", async () => {
    const before = await asked();
    await put("logins", "com.okta", "user.session.start", login("2", { time: "2026-11-27T09:59:59Z" }));
    writeLake("logins");
    expect(await asked()).toEqual(before);
    expect(await ask("duplicates", { since: "2026-11-01" })).toEqual([
      ["com.okta", "https://acme.okta.com", "2", "2", "2026-11-27", "2026-11-27"],
    ]);
  });

  it("find an event that came three days late, on the day on which it happened", async () => {
    today = new Date("2026-11-30T11:00:00Z");
    await put(
      "logins",
      "com.okta",
      "user.session.start",
      login("4", { receivedtime: "2026-11-30T10:59:59Z" }),
    );
    writeLake("logins");
    expect(existsSync(join(directory, "logins/events/day=2026-11-30"))).toBe(true);
    expect(await ask("events-per-day", { since: "2026-11-27" })).toEqual([
      ["2026-11-27", "com.okta", "user.session.start", "4"],
    ]);
    expect(await ask("failed-logins", { since: "2026-11-28", least: "1" })).toHaveLength(1);
    expect(
      (await ask("history-of-subject", { source: "com.okta", subject: "ada" })).map((row) => row[5]),
    ).toEqual(["1", "4", "2"]);
  });

  it("say what is wrong with a query of one's own", async () => {
    const lake = { dataDirectory, bus: "logins", project: import.meta.dirname };
    await expect(askLocalLake(lake, { sql: "SELECT nothing FROM events", values: [] })).rejects.toThrow(
      /^DuckDB refuses the query: .*nothing/,
    );
  });
});
