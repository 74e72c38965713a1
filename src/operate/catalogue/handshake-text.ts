import type { Condition } from "../../core/condition.ts";
import type { Handshake, HandshakeAnswer } from "../../core/handshake.ts";
import type { Reply } from "../../core/provider.ts";
import { code } from "../../signatures/parts/words.ts";

const asMember = (json: string | undefined): string =>
  json === undefined ? "as text" : `as JSON, in ${code(json)}`;

/** What a handshake is answered, in words. */
function answerText(answer: HandshakeAnswer): string {
  if ("echo" in answer) return `answered with ${code(answer.echo)} ${asMember(answer.json)}`;
  if ("echoHeader" in answer) return `answered with the same ${code(answer.echoHeader)}`;
  if ("hmac" in answer)
    return `answered with the HMAC-${answer.hash.toUpperCase()} of ${code(answer.hmac)} ${asMember(answer.json.digest)}`;
  if ("confirm" in answer)
    return `confirmed with a GET of ${code(answer.confirm)}, if its host is ${answer.hosts.map(code).join(" or ")}`;
  if ("keepSecret" in answer)
    return `its ${code(answer.keepSecret)} becomes the secret, if the source has none`;
  const { status, json, text } = answer;
  const body = json ? JSON.stringify(json) : text;
  return `answered ${status}${body ? ` with ${code(body)}` : ""}`;
}

/** What a condition asks for, in words; empty where it asks for nothing. */
const conditionText = ({ when, equals }: Partial<Condition>): string => {
  if (when === undefined) return "";
  return equals === undefined
    ? ` with ${code(when)}`
    : ` whose ${code(when)} is ${[equals].flat().map(code).join(" or ")}`;
};

/** A handshake in words: how it is recognized, and what it is answered. */
export function handshakeText(handshake: Handshake): string {
  const { name, method = "POST", unless, unsigned, token, answer } = handshake;
  const without = unless === undefined ? "" : ` and without ${code(unless)}`;
  const asked = token ? `; ${code(token.from)} must be the secret ${code(`${token.role}:…`)}` : "";
  const kind = `${unsigned ? "an unsigned" : "a signed"} ${method}`;
  return `${code(name)}: ${kind}${conditionText(handshake)}${without}${asked}; ${answerText(answer)}`;
}

/** What accepted deliveries are answered where the vendor wants more than an empty 200, in words. */
export function replyText(reply: Reply): string {
  const which = conditionText(reply);
  const to = which === "" ? "" : ` to a delivery${which}`;
  if ("echoHeader" in reply) return `the same ${code(reply.echoHeader)}${to}`;
  const { status, json, body, contentType } = reply;
  const text = json ? JSON.stringify(json) : body;
  const shown =
    text && (text.length > 100 ? `${contentType ?? "text"} of ${text.length} characters` : code(text));
  return `${status}${shown ? ` with ${shown}` : ""}${to}`;
}
