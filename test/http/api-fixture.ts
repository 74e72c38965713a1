import { request } from "node:http";
import { afterEach } from "vitest";
import type { BridgePlace } from "../../src/operate/state.ts";
import { type ServedBridge, serveFake } from "../support/bridge/serve-fake.ts";

/** An answer of the API. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body. */
  readonly json: Readonly<Record<string, unknown>>;
}

const servers: ServedBridge[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** Serves a fake bridge until the test ends. */
export async function serve(count?: number, place?: Partial<BridgePlace>): Promise<ServedBridge> {
  const served = await serveFake(count, place);
  servers.push(served);
  return served;
}

async function answerOf(response: Response): Promise<ApiAnswer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: JSON.parse(text) };
}

export const get = async ({ url }: ServedBridge, path: string): Promise<ApiAnswer> =>
  answerOf(await fetch(`${url}${path}`));

/** Posts with the token. */
export const post = async (
  { url, token }: ServedBridge,
  path: string,
  body: unknown = {},
  headers: Record<string, string> = { authorization: `Bearer ${token}` },
): Promise<ApiAnswer> =>
  answerOf(
    await fetch(`${url}${path}`, {
      method: "POST",
      headers,
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  );

/** A call with any headers, Host too. */
export const call = (
  url: string,
  method: string,
  headers: Record<string, string>,
): Promise<{ readonly status: number | undefined; readonly text: string }> =>
  new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode, text }));
    })
      .on("error", reject)
      .end();
  });
