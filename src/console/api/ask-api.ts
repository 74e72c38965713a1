/** What the API answers when something can't be done: its own code, sentence and next step. */
export class ApiFailure extends Error {
  readonly status: number;
  /** As in docs/errors.md, or `not-reached` where nothing answers. */
  readonly code: string;
  readonly remedy: string;

  constructor(status: number, code: string, message: string, remedy: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.remedy = remedy;
  }
}

/** Values of a query string; lists are joined by commas, what is undefined or empty is left out. */
export type ApiQuery = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** A request to the API. */
export interface ApiCall {
  readonly query?: ApiQuery;
  /** Makes it a POST with this as JSON. */
  readonly body?: object;
  readonly signal?: AbortSignal;
}

const token = (): string => document.querySelector<HTMLMetaElement>("meta[name=token]")?.content ?? "";

/** A query string with its question mark, or nothing. */
export function queryText(query: ApiQuery = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
      ? []
      : [[name, String(value)]],
  );
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`;
}

/** What only this page can say better than the bridge: whoever calls a bridge otherwise has its token from a file, and waits for `ready`. */
function pageFailure(status: number, error: string | undefined): ApiFailure | undefined {
  // The token came with the page's HTML, and is new at each start.
  if (status === 401 && error === "unauthorized")
    return new ApiFailure(
      status,
      error,
      "The bridge was started again since this page was opened, so it takes no change from here.",
      "Reload the page: the address has all that is shown.",
    );
  // Its front door answers already, and has no code.
  if (status === 503 && error === undefined)
    return new ApiFailure(
      status,
      "not-reached",
      "The bridge is starting.",
      "It answers once its terminal says ready.",
    );
  return undefined;
}

async function failureOf(answer: Response): Promise<ApiFailure> {
  const body = await answer.json().catch(() => ({}));
  const { error, message = `The bridge answered ${answer.status} without words.`, remedy = "" } = body;
  return (
    pageFailure(answer.status, error) ?? new ApiFailure(answer.status, error ?? "internal", message, remedy)
  );
}

async function send(path: string, { query, body, signal }: ApiCall): Promise<Response> {
  const post = body !== undefined;
  const answer = await fetch(`${path}${queryText(query)}`, {
    method: post ? "POST" : "GET",
    ...(post && {
      headers: { authorization: `Bearer ${token()}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiFailure(
      0,
      "not-reached",
      "The bridge does not answer.",
      "Look at its terminal; if it is gone, start it again.",
    );
  });
  if (!answer.ok) throw await failureOf(answer);
  return answer;
}

/**
 * Asks the API and gives its JSON. Numbers beyond 2^53 lose digits: what shows a payload takes `askApiText`.
 * @throws ApiFailure
 */
export async function askApi<Answer>(path: string, call: ApiCall = {}): Promise<Answer> {
  return (await (await send(path, call)).json()) as Answer;
}

/** The same, as the text that came. */
export const askApiText = async (path: string, call: ApiCall = {}): Promise<string> =>
  (await send(path, call)).text();

/**
 * Asks for something long (`redrive`, `discard`), which answers with a line of JSON for each step.
 * @param onProgress gets each `progress`
 * @returns the `result`
 */
export async function askApiSteps<Progress, Result>(
  path: string,
  call: ApiCall,
  onProgress: (progress: Progress) => void,
): Promise<Result> {
  const { body } = await send(path, call);
  let text = "";
  let result: Result | undefined;
  const take = (line: string): void => {
    if (line === "") return;
    const step = JSON.parse(line);
    if (step.progress !== undefined) onProgress(step.progress);
    if (step.result !== undefined) result = step.result;
    if (step.error !== undefined) throw new ApiFailure(500, step.error, step.message, step.remedy ?? "");
  };
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const lines = `${text}${part.value}`.split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) take(line);
  }
  take(text);
  if (result === undefined)
    throw new ApiFailure(
      0,
      "not-reached",
      "The answer broke off.",
      "Look at the list again: what is done is done.",
    );
  return result;
}
