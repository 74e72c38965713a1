/** Whatever comes, accepted or refused, with secrets in any place and spelling: no answer of the API has one, nor a whole signature. */
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../src/local/server/runtime.ts";
import { allSecrets, makeWaysProject } from "./journal-fixture.ts";
import { secret, startTestBridge, until } from "./runtime-fixture.ts";

let runtime: Runtime;
const project = makeWaysProject();
const { older, token, verify } = allSecrets;
const known = [secret, older, token, verify];

beforeAll(async () => {
  runtime = await startTestBridge([], project);
});
afterAll(() => runtime?.close());

const spellings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => Buffer.from(text).toString("base64"),
  (text) => Buffer.from(text).toString("hex"),
  (text) => Buffer.from(`user:${text}`).toString("base64"),
  encodeURIComponent,
  (text) => `${text}${text}`,
  (text) => `before ${text} behind`,
];

/** A request of one of the sources, with a secret in one place of it. */
const planted = fc.record({
  of: fc.constantFrom(...known),
  spelling: fc.constantFrom(...spellings),
  place: fc.constantFrom("header", "confidential", "query", "name", "body"),
  source: fc.constantFrom("ways", "tokens", "redacting"),
  signed: fc.boolean(),
  by: fc.constantFrom(secret, older),
  number: fc.integer({ min: 1, max: 1_000_000_000 }),
});
type Planted = typeof planted extends fc.Arbitrary<infer One> ? One : never;

const headersWith = ({ place }: Planted, text: string): Readonly<Record<string, string>> =>
  place === "header"
    ? { "x-anything": text }
    : place === "confidential"
      ? { authorization: `Bearer ${text}` }
      : {};

/** Sends it. @returns what authenticated it, of which no answer may have the whole */
async function send(one: Planted, round: number): Promise<string> {
  const { of, spelling, place, source, by, number } = one;
  const text = spelling(of);
  // What an accepted body says is the event, which consumers get as it is.
  const isAccepted = one.signed && place !== "body";
  const member = isAccepted ? {} : { note: text, inner: { api_key: text } };
  const body = JSON.stringify({ action: "opened", id: `f-${round}-${number}`, ...member });
  const mac = createHmac("sha256", isAccepted ? by : "the secret of nobody")
    .update(body)
    .digest("hex");
  const proof: Readonly<Record<string, string>> =
    source === "tokens"
      ? { "x-vendor-token": isAccepted ? token : `${text}x` }
      : { "x-hub-signature-256": `sha256=${mac}` };
  const query =
    place === "query"
      ? `?q=${encodeURIComponent(text)}`
      : place === "name"
        ? `?${encodeURIComponent(text)}=1`
        : "";
  await fetch(`${runtime.url}/hooks/${source}${query}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": "issues",
      ...proof,
      ...headersWith(one, text),
    },
    body,
  });
  return mac;
}

const parts = (text: string): readonly string[] => [
  text,
  encodeURIComponent(text),
  JSON.stringify(text).slice(1, -1),
  Buffer.from(text).toString("base64").replace(/=+$/, "").slice(0, -1),
  Buffer.from(text).toString("hex"),
  text.slice(0, 9),
  text.slice(-9),
];

/** Every answer that the page can ask for. */
async function allAnswers(): Promise<readonly string[]> {
  const { bridge, url } = runtime;
  const { token: apiToken } = JSON.parse(readFileSync(join(project.dataDirectory, "running.json"), "utf8"));
  const ask = async (path: string, method = "GET"): Promise<string> => {
    const answer = await fetch(`${url}${path}`, { method, headers: { authorization: `Bearer ${apiToken}` } });
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.text();
  };
  const requests = (await bridge.requests({ limit: 1_000 })).items;
  const sources = await bridge.sources();
  const details = await Promise.all(sources.map(({ name }) => bridge.source(name)));
  const samples = details.flatMap((one) =>
    (one?.samples ?? []).map((sample) => `/api/sources/${one?.name}/samples/${sample.name}`),
  );
  const paths = [
    ...["/api/place", "/api/overview", "/api/sources", "/api/subscriptions", "/api/events?limit=1000"],
    ...[
      "/api/requests?limit=1000",
      "/api/deliveries?limit=1000",
      "/api/dead-letters",
      "/api/dead-letters/groups",
    ],
    ...sources.map(({ name }) => `/api/sources/${name}`),
    ...samples,
    ...requests.flatMap(({ id }) => [`/api/requests/${id}`, `/api/deliveries/${id}`]),
    ...(await bridge.events({ limit: 1_000 })).items.map(({ id }) => `/api/events/${id}`),
  ];
  const texts: string[] = [];
  for (const path of paths) texts.push(await ask(path));
  const refused = requests.filter(({ outcome }) => outcome === "refused").slice(0, 8);
  for (const { id } of refused) texts.push(await ask(`/api/requests/${id}/explain`, "POST"));
  return texts;
}

/** Where a text stands in the answers. */
const leaksOf = (text: string, answers: readonly string[]): readonly string[] =>
  answers.flatMap((answer) => {
    const at = answer.indexOf(text);
    return at === -1 ? [] : [`${text} in …${answer.slice(Math.max(0, at - 120), at + 80)}`];
  });

test("no secret and no whole signature is in any answer", async () => {
  // Another one each time; a failure names it.
  const seed = Number(process.env.SECRECY_SEED ?? Date.now() % 2 ** 31);
  const rounds = fc.sample(planted, { numRuns: 60, seed });
  const signatures: string[] = [];
  for (const [round, one] of rounds.entries()) signatures.push(await send(one, round));
  await until(async () => ((await runtime.bridge.requests({ limit: 1 })).total ?? 0) >= rounds.length);
  await until(async () => {
    const waiting = await runtime.bridge.requests({ outcome: ["queued", "deferred"], limit: 1 });
    return waiting.total === 0;
  });
  const { total } = await runtime.bridge.requests({ limit: 1 }, true);
  expect(total).toBeGreaterThan(5);
  const answers = await allAnswers();
  const hidden = [
    ...known.flatMap(parts),
    ...signatures,
    ...signatures.map((signature) => signature.slice(0, 9)),
  ];
  const leaks = hidden.flatMap((text) => leaksOf(text, answers));
  expect(leaks, `SECRECY_SEED=${seed} brings it about again`).toEqual([]);
}, 120_000);
