import { signaturesOf } from "../../src/core/provider.ts";
import { chooseScheme, signatureLocations } from "../../src/signatures/choose.ts";
import { loadProvider } from "../support/contract-kit.ts";
import { type Case, fixtureAt, withBody, withHeader } from "./case.ts";

/** One recorded request of each scheme and layout whose signature stands in a header. */
const bases = [
  "github",
  "stripe/snapshot-invoice-paid",
  "slack/documented-example",
  "shopify/order-paid",
  "zoom/meeting-started",
  "meta/whatsapp-message",
  "hubspot/v2-association",
  "hubspot/v1",
  "discord/application-command",
  "sendgrid/delivered-and-clicked",
  "livekit/egress-ended",
  "plaid/item-error",
  "okta/two-events",
  "pipedrive/v2-change-deal",
  "svix/invoice-paid",
  "twilio/message-received",
] as const;

/** What is done to the header's value. */
const damages: Readonly<Record<string, (value: string) => string | undefined>> = {
  missing: () => undefined,
  empty: () => "",
  "white space": () => "   ",
  "cut by three characters": (value) => value.slice(0, -3),
  "cut in half": (value) => value.slice(0, value.length / 2),
  "one character longer": (value) => `${value}A`,
  "one character changed": (value) => value.replace(/.(?=.{9}$)/, (found) => (found === "a" ? "b" : "a")),
  reversed: (value) => [...value].reverse().join(""),
  "twice without a separator": (value) => (value + value).replaceAll(",", ""),
  "with a NUL behind": (value) => `${value}\0`,
  "with a label of another scheme": (value) => `sha1=md5=${value}`,
  "in a JSON list": (value) => JSON.stringify([value]),
  "percent-encoded twice": (value) => encodeURIComponent(encodeURIComponent(`=${value}`)),
  "sixty-four kilobytes of one letter": () => "a".repeat(65_536),
  "five thousand wrong ones": () => Array.from({ length: 5_000 }, (_, at) => `v1=${at}`).join(","),
  "half a surrogate pair": () => "\ud800",
  "not ASCII": (value) => value.replace(/.$/, "é"),
};

/** What is done to a body that is signed. */
const bodyDamages: Readonly<Record<string, (body: Uint8Array) => Uint8Array>> = {
  "a bit flipped": (body) => body.map((byte, at) => (at === body.length >> 1 ? byte ^ 1 : byte)),
  "two bytes less": (body) => body.subarray(0, -2),
  "a line feed more": (body) => Buffer.concat([body, Buffer.from("\n")]),
  "a byte-order mark in front": (body) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]),
  "nothing left of it": () => new Uint8Array(),
  "itself twice": (body) => Buffer.concat([body, body]),
};

const header = async (base: string): Promise<string> => {
  const { request } = fixtureAt(base);
  const provider = await loadProvider(base.split("/")[0] ?? "");
  const scheme = chooseScheme(signaturesOf(provider), request);
  const [place = ""] = scheme ? signatureLocations(scheme) : [];
  if (!place.startsWith("header:")) throw new Error(`${base} carries its signature at "${place}"`);
  return place.slice("header:".length);
};

const authenticatesSenderOnly = /^(?:okta|pipedrive)/;

async function casesOf(base: string): Promise<readonly Case[]> {
  const name = await header(base);
  const damaged = Object.entries(damages).map(
    ([damage, change]): Case => ({
      name: `${base}: signature ${damage}`,
      base,
      change: (request) => withHeader(request, name, change(request.headers.get(name) ?? "")),
      want: "refused",
    }),
  );
  const moved: Case = {
    name: `${base}: signature in a header of another name`,
    base,
    change: (request) =>
      withHeader(withHeader(request, `x-${name}`, request.headers.get(name)), name, undefined),
    want: "refused",
  };
  const bodies = Object.entries(bodyDamages).map(
    ([damage, change]): Case => ({
      name: `${base}: body with ${damage}`,
      base,
      change: (request) => withBody(request, change(request.body)),
      want: "refused",
    }),
  );
  const control: Case = { name: `${base}: as it was recorded`, base, want: "accepted" };
  return [control, ...damaged, moved, ...(authenticatesSenderOnly.test(base) ? [] : bodies)];
}

/** Sixteen schemes and layouts, each with every damage. */
export const signatureCases: readonly Case[] = (await Promise.all(bases.map(casesOf))).flat();
