import { expect, vi } from "vitest";
import type { WebhookRequest } from "../../src/core/request.ts";
import { loadProvider } from "../support/contract-kit.ts";
import { fetchedText } from "../support/fixtures.ts";
import { makeArena } from "./arena.ts";
import { fixtureAt } from "./case.ts";

/** The body as text. */
export const text = (request: { readonly body: Uint8Array }): string => Buffer.from(request.body).toString();

/** An arena with one source whose recorded request has been accepted and published. */
export async function captured(base: string, name: string) {
  const fixture = fixtureAt(base);
  const provider = await loadProvider(base.split("/")[0] ?? "");
  const arena = makeArena({ [name]: { provider, secrets: JSON.stringify(fixture.secrets) } });
  vi.useFakeTimers({ toFake: ["Date"], now: fixture.clock * 1_000 });
  vi.stubGlobal("fetch", async (url: string) => new Response(await fetchedText(fixture, url)));
  expect((await arena.send(fixture.request)).statusCode).toBeLessThan(300);
  expect(await arena.drain()).toEqual([]);
  return { arena, request: fixture.request, events: arena.cloud.bus.length };
}

type Captured = Pick<Awaited<ReturnType<typeof captured>>, "arena" | "events">;

/** Sends a request that is answered so, after which the bus holds no more than before. */
export async function makesNoEvent({ arena, events }: Captured, request: WebhookRequest, status: number) {
  expect((await arena.send(request)).statusCode).toBe(status);
  expect(await arena.drain()).toEqual([]);
  expect(arena.cloud.bus).toHaveLength(events);
}
