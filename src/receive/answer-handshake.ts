import type { Handshake, HandshakeAnswer, KeepSecretAnswer } from "../core/handshake.ts";
import { type Facts, readValue } from "../core/pointers.ts";
import type { Answer } from "../core/request.ts";
import { isBlankSecret, type Secret } from "../core/secret.ts";
import type { Source } from "../core/source.ts";
import { echoable, jsonAnswer } from "../handshakes/answer.ts";
import { confirmUrl } from "../handshakes/confirm.ts";
import { echo } from "../handshakes/echo.ts";
import { echoHeader } from "../handshakes/echo-header.ts";
import { fixed } from "../handshakes/fixed.ts";
import { answerChallenge } from "../signatures/challenge.ts";
import { equalText } from "../signatures/parts/equal.ts";
import { secretRoles } from "../signatures/secret-roles.ts";
import type { ReceivePorts } from "./ports.ts";

/** Least characters of a secret that a vendor hands over. */
const shortestSecret = 16;

/** What the answer to a handshake is made from. */
export interface Exchange {
  readonly facts: Facts;
  readonly source: Source;
  /** The secrets that may answer for the source. */
  readonly secrets: readonly Secret[];
  readonly ports: Pick<ReceivePorts, "secrets" | "fetcher">;
}

function tokenFits({ token }: Handshake, { facts, secrets }: Exchange): boolean {
  if (!token) return true;
  const given = readValue(facts, token.from) ?? "";
  let fits = false;
  for (const secret of secrets) {
    if (secret.role !== undefined && secret.role !== token.role) continue;
    fits = equalText(secret.reveal().trim(), given) || fits;
  }
  return fits;
}

/**
 * The answer to the first handshake whose token matches; undefined when it must be refused (token, challenge
 * or host not allowed, source paired).
 */
export async function answerHandshake(
  handshakes: readonly Handshake[],
  exchange: Exchange,
): Promise<{ readonly answer: Answer; readonly handshake: string } | undefined> {
  const handshake = handshakes.find((candidate) => tokenFits(candidate, exchange));
  const answer = handshake && (await answerOf(handshake.answer, exchange));
  return answer && { answer, handshake: handshake.name };
}

/** True when the source takes the secret that it is handed: its first one, or the one that it has. */
async function adopts(value: string, { source, secrets, ports }: Exchange): Promise<boolean> {
  const { name, provider } = source;
  const isOneOf = (list: readonly Secret[]): boolean =>
    list.some((secret) => equalText(secret.reveal(), value));
  if (isOneOf(secrets)) return true;
  // The owner may have deleted the secret to pair again. Read once per cool-down; strangers write nothing.
  const known =
    secrets.length > 0
      ? ((await ports.secrets.refresh(name, secretRoles(provider), secrets)) ?? secrets)
      : [];
  return known.length > 0 ? isOneOf(known) : ports.secrets.adopt(name, value);
}

async function keepSecret(
  { keepSecret: place }: KeepSecretAnswer,
  exchange: Exchange,
): Promise<Answer | undefined> {
  const value = readValue(exchange.facts, place);
  if (!echoable(value) || value.length < shortestSecret || isBlankSecret(value)) return undefined;
  if (!(await adopts(value, exchange))) return undefined;
  const isHeader = place.startsWith("header:");
  const echoed = isHeader && echoHeader({ echoHeader: place.slice("header:".length) }, exchange.facts);
  return { status: 200, headers: echoed || {}, body: "" };
}

async function answerOf(rule: HandshakeAnswer, exchange: Exchange): Promise<Answer | undefined> {
  const { facts, secrets, ports } = exchange;
  if ("echo" in rule) return echo(rule, facts);
  if ("echoHeader" in rule) {
    const headers = echoHeader(rule, facts);
    return headers && { status: 200, headers, body: "" };
  }
  if ("status" in rule) return fixed(rule);
  if ("hmac" in rule) {
    const challenge = readValue(facts, rule.hmac);
    const [secret] = secrets;
    const digest = challenge && secret && answerChallenge(rule, secret, challenge);
    if (!digest) return undefined;
    return jsonAnswer(200, {
      ...(rule.json.token && { [rule.json.token]: challenge }),
      [rule.json.digest]: digest,
    });
  }
  if ("confirm" in rule) {
    const url = confirmUrl(rule, facts);
    return url && (await ports.fetcher.confirm(url)) ? fixed({ status: 200 }) : undefined;
  }
  return keepSecret(rule, exchange);
}
