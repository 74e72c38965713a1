import type { Page } from "../../../browser/packages.ts";
import type { LocalConsole } from "./local-console.ts";

/** Ids of what a bridge has, for the screens of one thing. */
export interface SeededIds {
  readonly delivery: string;
  readonly refused: string;
  readonly event: string;
}

/** A screen of the page: each is looked at by axe, and drawn. */
export interface Screen {
  /** Of its pictures. */
  readonly name: string;
  readonly path: (ids: SeededIds) => string;
}

const samplePattern = '{"detail":{"entity":["payment"],"action":["created"]}}';

/** All screens. A new one has a line here. */
export const screens: readonly Screen[] = [
  { name: "overview", path: () => "/" },
  { name: "stream", path: () => "/stream" },
  { name: "stream-refused", path: () => "/stream?show=refused" },
  { name: "stream-nothing-matches", path: () => "/stream?source=acme-github&text=nothing-has-this" },
  { name: "delivery", path: ({ delivery }) => `/deliveries/${delivery}` },
  { name: "refused", path: ({ refused }) => `/requests/${refused}` },
  { name: "event", path: ({ event }) => `/events/${event}` },
  { name: "dead-letters", path: () => "/dead-letters" },
  { name: "sources", path: () => "/sources" },
  { name: "source", path: () => "/sources/acme-github" },
  { name: "subscriptions", path: () => "/subscriptions" },
  { name: "subscription", path: () => "/subscriptions/failed-payments" },
  {
    name: "event-pattern",
    path: ({ event }) => `/events/${event}?pattern=${encodeURIComponent(samplePattern)}`,
  },
  { name: "not-there", path: () => "/deliveries/dlv_none" },
  { name: "patterns", path: () => "/patterns" },
  { name: "keys", path: () => "/stream?keys" },
];

/** Screens of a bridge to which nothing has come. */
export const emptyScreens: readonly Screen[] = [
  { name: "empty-first", path: () => "/" },
  { name: "empty-stream", path: () => "/stream" },
  { name: "empty-dead-letters", path: () => "/dead-letters" },
  { name: "empty-source", path: () => "/sources/acme-shop" },
];

/** Screens of a deployed stage, read-only. */
export const stageScreens: readonly Screen[] = [
  { name: "stage-overview", path: () => "/" },
  { name: "stage-stream", path: () => "/stream" },
  { name: "stage-delivery", path: () => "/deliveries/dlv_0" },
  { name: "stage-refused", path: () => "/requests/req_3" },
  { name: "stage-event", path: () => "/events/evt-dlv_0" },
  { name: "stage-dead-letters", path: () => "/dead-letters" },
  { name: "stage-source", path: () => "/sources/billing" },
  { name: "stage-subscriptions", path: () => "/subscriptions" },
];

/** Delivers, refuses and breaks a few requests. */
export async function seedConsole(local: LocalConsole): Promise<SeededIds> {
  for (const source of ["acme-github", "acme-slack", "acme-stripe", "acme-shop", "hr"])
    for (const { name } of ((await local.bridge.source(source))?.samples ?? []).slice(0, 5))
      await local.bridge.sample(source, { event: name });
  await local.refuse("acme-shop");
  const refused = await local.refuse("acme-stripe");
  await local.deliver("ledger");
  const delivery = await local.deliver("acme-stripe");
  for (let waits = 0; waits < 200; waits++) {
    const found = await local.bridge.request(delivery);
    const letters = await local.bridge.deadLetters({ limit: 1 });
    const event = found?.events?.[0]?.id;
    if (event !== undefined && letters.items.length > 0) return { delivery, refused, event };
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error("The seed was not published.");
}

/** Waits until a screen shows what it has: no skeleton, and nothing that says it is busy. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole("main").waitFor();
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  // What is asked for after the first answer.
  await page.waitForTimeout(200);
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
}
