/**
 * The event that an API Gateway HTTP API passes to a Lambda function (payload format 2.0), as AWS makes it from a request:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */

/** A request as it was received. */
export interface RawRequest {
  readonly method: string;
  /** Path and query, not decoded. */
  readonly target: string;
  /** Name, value, name, value…, as in node:http. */
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
  readonly httpVersion: string;
  readonly sourceIp: string;
}

/** What the gateway itself adds. */
export interface GatewayFacts {
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly account: string;
  /** The host that vendors call. */
  readonly domainName: string;
  /** `https` behind a tunnel or on AWS. */
  readonly protocol: string;
  readonly port: string;
  readonly now: number;
}

/** An event in payload format 2.0. */
export interface HttpApiEvent {
  readonly version: "2.0";
  readonly routeKey: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly cookies?: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly requestContext: object;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Content types, beside `text/*`, whose bodies AWS passes as text. All others are base64, also `+json` and a missing type. */
const textTypes = new Set(["application/json", "application/javascript", "application/xml"]);

function isTextType(contentType: string | undefined): boolean {
  const type = (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  return type.startsWith("text/") || textTypes.has(type);
}

function decodedPath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The time in common log format, as in `requestContext.time`. */
function logTime(now: number): string {
  const [date = "", time = ""] = new Date(now).toISOString().split("T");
  const [year, month, day] = date.split("-");
  return `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}

function readHeaders(raw: readonly string[]): { headers: Map<string, string>; cookies: string[] } {
  const headers = new Map<string, string>();
  const cookies: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    const value = raw[index + 1] ?? "";
    const before = headers.get(name);
    if (name === "cookie") cookies.push(...value.split(";").map((part) => part.trim()));
    else headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return { headers, cookies };
}

function readQuery(query: string): Readonly<Record<string, string>> {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const before = parameters.get(name);
    parameters.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(parameters);
}

function addForwarding(headers: Map<string, string>, request: RawRequest, facts: GatewayFacts): void {
  const before = headers.get("x-forwarded-for");
  headers.set("x-forwarded-for", before ? `${before}, ${request.sourceIp}` : request.sourceIp);
  headers.set("x-forwarded-port", facts.port);
  headers.set("x-forwarded-proto", facts.protocol);
  if (!headers.has("x-amzn-trace-id")) {
    const random = crypto.randomUUID().replaceAll("-", "").slice(0, 24);
    headers.set("x-amzn-trace-id", `Root=1-${Math.floor(facts.now / 1000).toString(16)}-${random}`);
  }
}

/** The event for a request: path decoded, query as sent, repeated headers joined, cookies in a list, body by its type. */
export function gatewayEvent(request: RawRequest, facts: GatewayFacts): HttpApiEvent {
  const mark = request.target.indexOf("?");
  const rawPath = decodedPath(mark === -1 ? request.target : request.target.slice(0, mark));
  const rawQueryString = mark === -1 ? "" : request.target.slice(mark + 1);
  const { headers, cookies } = readHeaders(request.rawHeaders);
  addForwarding(headers, request, facts);
  const text = isTextType(headers.get("content-type"));
  const body = Buffer.from(request.body).toString(text ? "utf8" : "base64");
  return {
    version: "2.0",
    routeKey: facts.routeKey,
    rawPath,
    rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers: Object.fromEntries(headers),
    ...(rawQueryString !== "" && { queryStringParameters: readQuery(rawQueryString) }),
    requestContext: {
      accountId: facts.account,
      apiId: "local",
      domainName: facts.domainName,
      domainPrefix: facts.domainName.split(".")[0] ?? "",
      http: {
        method: request.method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.sourceIp,
        userAgent: headers.get("user-agent") ?? "",
      },
      requestId: `${crypto.randomUUID().replaceAll("-", "").slice(0, 15)}=`,
      routeKey: facts.routeKey,
      stage: "$default",
      time: logTime(facts.now),
      timeEpoch: facts.now,
    },
    pathParameters: facts.pathParameters,
    ...(request.body.length > 0 && { body }),
    isBase64Encoded: request.body.length > 0 && !text,
  };
}
