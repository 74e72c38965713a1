/** A webhook as it was received: nothing in it is verified yet. */
export interface WebhookRequest {
  /** Upper case. */
  readonly method: string;
  /** The absolute URL as the vendor called it: public origin, undecoded path and undecoded query. */
  readonly url: string;
  /** The query as it stands in the URL, without the question mark; `""` without a query. */
  readonly query: string;
  /** True where the gateway handed the query over by name, so that the order of its parameters may be another. */
  readonly isReordered?: boolean;
  /** Header values by lower-case name. Repeated headers are joined with `,`, as API Gateway joins them. */
  readonly headers: ReadonlyMap<string, string>;
  /** The raw bytes. Signatures cover these and nothing else. */
  readonly body: Uint8Array;
}

/** The request with its body replaced by the JSON that it wrapped. */
export const unwrapped = (request: WebhookRequest, json: Uint8Array): WebhookRequest => ({
  ...request,
  headers: new Map([...request.headers, ["content-type", "application/json"]]),
  body: json,
});

/** The request at another spelling of its URL. */
export const respelled = (request: WebhookRequest, url: string): WebhookRequest => {
  const mark = url.indexOf("?");
  return { ...request, url, query: mark === -1 ? "" : url.slice(mark + 1) };
};

/** The HTTP answer to the vendor. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
