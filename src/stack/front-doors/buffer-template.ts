/** Text as it stands in a form field. */
const field = (text: string): string => encodeURIComponent(text);

/**
 * Text that comes from the sender. It is encoded once so that no character of it can end a JSON string, and once as part of the form:
 * nobody can write anything into a message but the values that are meant.
 */
const foreign = (reference: string): string => `%22$util.urlEncode($util.urlEncode(${reference}))%22`;

const member = (name: string, value: string): string => `${field(`"${name}":`)}${value}`;

/** A map of the request as a JSON object. */
const map = (reference: string): string =>
  [
    field("{"),
    `#foreach($name in ${reference}.keySet())`,
    foreign("$name"),
    field(":"),
    foreign(`${reference}.get($name)`),
    `#if($foreach.hasNext)${field(",")}#{end}`,
    "#{end}",
    field("}"),
  ].join("");

/**
 * The mapping template (VTL) that makes a request an SQS call: SendMessage with the request as JSON. On one line, for every character
 * between the directives would be part of the call. src/aws/gateway/buffered-request.ts reads what comes of it.
 */
export const bufferTemplate = [
  "Action=SendMessage&MessageBody=",
  field("{"),
  [
    member("v", "1"),
    member("receivedAt", "$context.requestTimeEpoch"),
    member("method", foreign("$context.httpMethod")),
    member("domain", foreign("$context.domainName")),
    member("path", foreign("$context.path")),
    member("query", map("$input.params().querystring")),
    member("headers", map("$input.params().header")),
    member("body", foreign("$input.body")),
  ].join(field(",")),
  field("}"),
].join("");

/** API Gateway picks a template by the content type and knows no default: what is not listed is answered 415. */
export const bufferedTypes = [
  "application/cloudevents+json",
  "application/cloudevents-batch+json",
  "application/json",
  "application/jwt",
  "application/octet-stream",
  "application/vnd.api+json",
  "application/webhook+json",
  "application/x-www-form-urlencoded",
  "application/xml",
  "multipart/form-data",
  "text/plain",
  "text/xml",
] as const;
