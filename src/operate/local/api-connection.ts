import { BridgeError, type ErrorCode, errorCodes } from "../../core/errors.ts";
import { child, type Json, parseJson } from "../../core/json/json.ts";
import { type RunningFile, startRemedy } from "./running-file.ts";

/** A request to the API of the running bridge. */
export interface ApiRequest {
  readonly method?: "GET" | "POST";
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  /** JSON text. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The API of one running bridge. */
export interface ApiConnection {
  /**
   * Asks, and gives the answer as it is.
   * @returns undefined where the API says that what was asked for does not exist
   */
  ask(request: ApiRequest): Promise<Response | undefined>;
  /** The same, for what always exists: a list, an order. */
  demand(request: ApiRequest): Promise<Response>;
}

function searchText(query: ApiRequest["query"] = {}): string {
  const entries = Object.entries(query)
    .filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]): [string, string] => [name, String(value)]);
  return entries.length === 0 ? "" : `?${new URLSearchParams(entries)}`;
}

const knownCode = (word: string): ErrorCode =>
  Object.hasOwn(errorCodes, word) ? (word as ErrorCode) : "wrong-use";

const wordIn = (body: Json | undefined, name: string): string | undefined => {
  const value = child(body, name);
  return typeof value === "string" ? value : undefined;
};

/** The error that an answer's body tells of. */
export function errorOfBody(body: Json | undefined): BridgeError {
  const code = wordIn(body, "error") ?? "internal";
  return new BridgeError(
    knownCode(code),
    wordIn(body, "message") ?? "The running bridge answered with an error and no words.",
    wordIn(body, "remedy") ?? "Read what the terminal of the running bridge says.",
  );
}

const notReached = ({ url, pid }: RunningFile, cause: unknown): BridgeError =>
  new BridgeError(
    "wrong-use",
    `The bridge (process ${pid}) does not answer at ${url}.`,
    `Look at its terminal; if it is gone, start it again. ${startRemedy}`,
    cause,
  );

const somebodyElse = ({ url }: RunningFile): BridgeError =>
  new BridgeError("wrong-use", `What answers at ${url} is no Hookbridge of this version.`, startRemedy);

/** The API says that what was asked for does not exist. */
class NothingThere extends BridgeError {}

/** The API that a running bridge offers. Opening it sends nothing. */
export function openApi(running: RunningFile): ApiConnection {
  async function send({ method = "GET", path, query, body, headers, signal }: ApiRequest): Promise<Response> {
    const all: Record<string, string> = { ...headers };
    if (method !== "GET") all.authorization = `Bearer ${running.token}`;
    if (body !== undefined) all["content-type"] = "application/json";
    try {
      return await fetch(`${running.url}${path}${searchText(query)}`, {
        method,
        headers: all,
        redirect: "error",
        ...(body === undefined ? {} : { body }),
        ...(signal && { signal }),
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw notReached(running, error);
    }
  }
  async function demand(request: ApiRequest): Promise<Response> {
    const answer = await send(request);
    if (!answer.headers.has("x-hookbridge-api")) {
      await answer.body?.cancel();
      throw somebodyElse(running);
    }
    // A sample that can't be made is an answer, not a failure.
    if (answer.ok || answer.status === 422) return answer;
    const body = parseJson(await answer.text())?.value;
    const failure = errorOfBody(body);
    if (answer.status !== 404 || wordIn(body, "error") !== "not-found") throw failure;
    throw new NothingThere(failure.code, failure.message, failure.remedy);
  }
  return {
    demand,
    async ask(request) {
      try {
        return await demand(request);
      } catch (error) {
        if (error instanceof NothingThere) return undefined;
        throw error;
      }
    },
  };
}
