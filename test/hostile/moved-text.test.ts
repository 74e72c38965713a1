import { createHmac } from "node:crypto";
import { afterEach, expect, it, vi } from "vitest";
import { gatewayEvent } from "./arena.ts";
import { captured, makesNoEvent, text } from "./captured.ts";
import { fixtureAt, secretOf, withBody, withHeader } from "./case.ts";

// Signed text is cut elsewhere, or moved to where it means something else.

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("twilio: a signed form cut into other fields makes no second event", async () => {
  const { arena, request, events } = await captured("twilio/message-received", "twilio");
  // Names and values are signed without anything between them: `MessageSid=SM…` says the same as `MessageSi=dSM…`.
  const cut = text(request).replace("MessageSid=", "MessageSi=d");
  expect(cut).not.toBe(text(request));
  await makesNoEvent({ arena, events }, withBody(request, cut), 200);
});

it("sinch: the end of the body, moved into the nonce, makes no second event", async () => {
  const { arena, request, events } = await captured("sinch/message-inbound", "sinch");
  const name = "x-sinch-webhook-signature-nonce";
  const [start = "", ...rest] = text(request).split(".");
  const nonce = [...rest, request.headers.get(name)].join(".");
  expect(rest).not.toEqual([]);
  await makesNoEvent({ arena, events }, withBody(withHeader(request, name, nonce), start), 401);
});

it("hubspot: the beginning of a body at the end of the URL makes no second event", async () => {
  const { arena, request, events } = await captured("hubspot/v3", "hubspot");
  const moved = { ...withBody(request, text(request).slice(1)), url: `${request.url}${text(request)[0]}` };
  await makesNoEvent({ arena, events }, moved, 401);
});

it("square: the end of the URL at the beginning of the body makes no second event", async () => {
  const { arena, request, events } = await captured("square/payment-updated", "square");
  const url = request.url.slice(0, -1);
  const moved = { ...withBody(request, `${request.url.at(-1)}${text(request)}`), url };
  await makesNoEvent({ arena, events }, moved, 401);
});

it("trello: a body whose end is in the URL makes no second event", async () => {
  const { arena, request, events } = await captured("trello", "trello");
  const secret = secretOf(fixtureAt("trello"));
  const sign = (signed: string) =>
    withHeader(request, "x-trello-webhook", createHmac("sha1", secret).update(signed).digest("base64"));
  // Trello tells the URL that it calls: cut before it, the rest of the body is a URL.
  const [piece, url] = ['{"callbackURL":"', 'https://hooks.example.com/hooks/trello?"}'] as const;
  const torn = gatewayEvent({ ...withBody(sign(piece + url), piece), url });
  // As it was sent: a URL object would encode the quotation mark.
  expect((await arena.invoke({ ...torn, rawQueryString: '"}' })).statusCode).toBe(401);
  await arena.drain();
  expect(arena.cloud.bus).toHaveLength(events);
});

it("hubspot: a request of version 2, moved into the body of version 1, is refused", async () => {
  const { arena, request, events } = await captured("hubspot/v2-association", "hubspot");
  const older = withHeader(request, "x-hubspot-signature-version", "v1");
  const whole = withBody(older, `${request.method}${request.url}${text(request)}`);
  await makesNoEvent({ arena, events }, whole, 401);
});

it("mandrill: a signed form, cut so that it can't be split, makes no second event", async () => {
  const { arena, request, events } = await captured("mandrill/bounce-and-open", "mandrill");
  const cut = text(request).replace("mandrill_events=", "mandrill_event=s");
  expect((await arena.send(withBody(request, cut))).statusCode).toBe(200);
  expect(await arena.drain()).toEqual([]);
  expect(events).toBe(2);
  expect(arena.cloud.bus).toHaveLength(events);
});

it.each([
  ["shippo/track-updated-signed", "shippo", "token"],
  ["kit/subscriber-created", "kit", "token"],
  ["printful/shipment-sent", "printful", "token"],
  ["crisp/plugin-message", "crisp", "key"],
])("%s: part of the signed body as the token in the URL makes no second event", async (base, name, at) => {
  const { arena, request, events } = await captured(base, name);
  for (const start of [1, 8, 40]) {
    const query = new URLSearchParams({ [at]: text(request).slice(start, start + 40) }).toString();
    const url = `${request.url.split("?")[0]}?${query}`;
    expect((await arena.send({ ...request, url, query })).statusCode).toBe(200);
    expect(await arena.drain()).toEqual([]);
  }
  expect(arena.cloud.bus).toHaveLength(events);
});

it("twitch: the body up to a time in it, moved into the id, makes no second event", async () => {
  const { arena, request, events } = await captured("twitch/stream-online", "twitch");
  const [id, timestamp] = ["twitch-eventsub-message-id", "twitch-eventsub-message-timestamp"] as const;
  const [before = "", rest = ""] = text(request).split("2026-06-15T13:29:50Z");
  const taken = [request.headers.get(id), request.headers.get(timestamp), before].join("");
  const cut = withHeader(withHeader(withBody(request, rest), id, taken), timestamp, "2026-06-15T13:29:50Z");
  await makesNoEvent({ arena, events }, cut, 401);
});
