/** API Gateway's call to SQS: the mapping template, rendered by an engine that is not ours. */
import { render } from "velocityjs";
import { expect } from "vitest";
import { bufferTemplate } from "../../../src/stack/front-doors/buffer-template.ts";

/** A request as API Gateway has parsed it. */
export interface GatewayRequest {
  readonly method?: string;
  readonly source: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** True where the gateway takes the body for text, and hands it over as such. */
  readonly asText?: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A Java map, with the methods that templates use. */
const javaMap = (values: Readonly<Record<string, string>>) => ({
  keySet: () => Object.keys(values),
  get: (name: string) => values[name],
});

/** java.net.URLEncoder, which `$util.urlEncode` is: https://docs.oracle.com/javase/8/docs/api/java/net/URLEncoder.html */
const urlEncode = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");

/** The call that API Gateway makes, as the fields that SQS reads. */
export function sqsCallOf({
  method = "POST",
  source,
  query = {},
  headers,
  body,
  asText = false,
  at,
}: GatewayRequest): URLSearchParams {
  const text = Buffer.from(body).toString(asText ? "utf8" : "base64");
  const rendered = render(bufferTemplate, {
    context: {
      requestTimeEpoch: at,
      httpMethod: method,
      domainName: "abc123.execute-api.us-east-1.amazonaws.com",
      path: `/prod/hooks/${source}`,
    },
    // All media types are binary and the integration converts to text: the body is base64, or text that stays as it is
    // (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html). An empty one is {}.
    input: {
      params: () => ({ querystring: javaMap(query), header: javaMap(headers) }),
      body: text === "" ? "{}" : text,
    },
    util: { urlEncode },
  });
  return new URLSearchParams(rendered);
}

/** The message that the call sends. */
export function messageOf(request: GatewayRequest): string {
  const call = sqsCallOf(request);
  expect([...call.keys()]).toEqual(["Action", "MessageBody"]);
  expect(call.get("Action")).toBe("SendMessage");
  return call.get("MessageBody") ?? "";
}
