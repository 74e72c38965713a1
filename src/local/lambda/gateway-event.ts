/**
 * The event that an API Gateway HTTP API hands to a Lambda function (payload format 2.0), made from a request as
 * AWS makes it: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */

/** A request as it came off the wire. */
export interface RawRequest {
  readonly method: string;
  /** Path and query, undecoded. */
  readonly target: string;
  /** Name, value, name, value… as node:http's `rawHeaders`. */
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
  /** Host that vendors call. */
  readonly domainName: string;
  /** `https` behind a tunnel or on AWS. */
  readonly protocol: string;
  readonly port: string;
  readonly now: number;
}

/** Payload 2.0 of an HTTP API. */
export interface GatewayEvent {
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

/** Content types that AWS passes on as text; everything else is base64, a missing type and `+json` types as well. */
const textTypes = new Set(["application/json", "application/javascript", "application/xml"]);

function isText(contentType: string | undefined): boolean {
  const type = (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  return type.startsWith("text/") || textTypes.has(type);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Common log format, as `requestContext.time` has it. */
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

/** The event for `request`: path decoded, query verbatim, repeated headers joined, cookies apart, body by its type. */
export function gatewayEvent(request: RawRequest, facts: GatewayFacts): GatewayEvent {
  const mark = request.target.indexOf("?");
  const rawPath = decoded(mark === -1 ? request.target : request.target.slice(0, mark));
  const rawQueryString = mark === -1 ? "" : request.target.slice(mark + 1);
  const { headers, cookies } = readHeaders(request.rawHeaders);
  addForwarding(headers, request, facts);
  const text = isText(headers.get("content-type"));
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
