import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { verifyRequest } from "../../src/contract/verify-request.ts";
import { Secret } from "../../src/core/secret.ts";
import hubspot from "../../src/providers/hubspot.ts";
import { clock, requestOf } from "../support/judged.ts";

/** The characters that the URL is signed with, whatever the request has: the table of HubSpot's page "Validating requests". */
const table = [":", "/", "?", "@", "!", "$", "'", "(", ")", "*", ",", ";"];

const codeOf = (character: string): string => `%${Buffer.from(character).toString("hex").toUpperCase()}`;

/** Whether a request to one URL is accepted that was signed for another, by the page's version 3. */
async function accepted(came: string, signed: string): Promise<boolean> {
  const [body, time, key] = ['[{"eventId":1}]', String(clock * 1_000), "the-secret-of-the-app"];
  const mac = createHmac("sha256", key).update(`POST${signed}${body}${time}`).digest("base64");
  const headers = { "x-hubspot-signature-v3": mac, "x-hubspot-request-timestamp": time };
  const request = requestOf({ url: came, headers, body });
  const by = { secrets: [new Secret(key)], nowMs: clock * 1_000 };
  return (await verifyRequest(hubspot.signature, request, by)).ok;
}

const base = "https://hooks.example/hooks/crm?to=";

it.each(table)("a %s in the query is signed as it is and may come escaped", async (character) => {
  const signed = `${base}a${character}b%3Dc%26d%20e`;
  expect(await accepted(signed.replace(`a${character}`, `a${codeOf(character)}`), signed)).toBe(true);
  expect(await accepted(signed, signed)).toBe(true);
});

it("all of them at once, and no other value", async () => {
  const signed = `${base}${table.join("")}%3D`;
  const came = `${base}${table.map(codeOf).join("")}%3D`;
  expect(await accepted(came, signed)).toBe(true);
  expect(await accepted(`${came}1`, signed)).toBe(false);
  expect(await accepted(came, signed.replace("@", "&"))).toBe(false);
});
