/** A fixed text, encoded for the form. */
const formText = (text: string): string => encodeURIComponent(text);

/**
 * A JSON string with a text from the sender. Against injection it is encoded twice: once so that no character can end the JSON string,
 * and once for the form.
 */
const senderText = (reference: string): string => `%22$util.urlEncode($util.urlEncode(${reference}))%22`;

const jsonMember = (name: string, value: string): string => `${formText(`"${name}":`)}${value}`;

/** A map of the request as a JSON object. */
const jsonObject = (reference: string): string =>
  [
    formText("{"),
    `#foreach($name in ${reference}.keySet())`,
    senderText("$name"),
    formText(":"),
    senderText(`${reference}.get($name)`),
    `#if($foreach.hasNext)${formText(",")}#{end}`,
    "#{end}",
    formText("}"),
  ].join("");

/**
 * The mapping template (VTL) that turns a request into an SQS SendMessage call with the request as JSON. It is one line, because every
 * character between directives is part of the call. src/aws/gateway/buffered-request.ts reads the result.
 */
export const bufferTemplate = [
  "Action=SendMessage&MessageBody=",
  formText("{"),
  [
    jsonMember("v", "1"),
    jsonMember("receivedAt", "$context.requestTimeEpoch"),
    jsonMember("method", senderText("$context.httpMethod")),
    jsonMember("domain", senderText("$context.domainName")),
    jsonMember("path", senderText("$context.path")),
    jsonMember("query", jsonObject("$input.params().querystring")),
    jsonMember("headers", jsonObject("$input.params().header")),
    jsonMember("body", senderText("$input.body")),
  ].join(formText(",")),
  formText("}"),
].join("");

/** API Gateway picks the template by content type and has no default: a type that is not listed gets a 415. */
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
