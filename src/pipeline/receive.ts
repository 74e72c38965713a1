import { BridgeError, type ErrorCode, errorCodes } from "../core/errors.ts";
import { factsOf } from "../core/facts.ts";
import type { Outcome, RejectionReason, Verdict } from "../core/outcome.ts";
import { secretRoles, signaturesOf } from "../core/provider.ts";
import type { WebhookRequest } from "../core/request.ts";
import { isBlankSecret, type Secret } from "../core/secret.ts";
import type { Source } from "../core/source.ts";
import { matchHandshakes } from "../handshakes/match.ts";
import { chosen } from "../signatures/carried.ts";
import { decoy, verify } from "../signatures/verify.ts";
import { answerHandshake } from "./answer-handshake.ts";
import { acceptedAnswer, errorAnswer } from "./answers.ts";
import { decoySecrets, decoySource } from "./decoy.ts";
import { deliveryOf, unwrapped } from "./delivery-of.ts";
import type { ReceivePorts } from "./ports.ts";

const refusal = (code: ErrorCode, reason?: RejectionReason, allow?: readonly string[]): Outcome => ({
  kind: "rejected",
  code,
  answer: errorAnswer(code, allow),
  ...(reason && { reason }),
});

/** Methods that a source answers: those of its deliveries and of its handshakes. */
function methodsOf({ provider }: Source): readonly string[] {
  const handshakes = (provider.handshakes ?? []).map((handshake) => handshake.method ?? "POST");
  return [...new Set([...(provider.methods ?? ["POST"]), ...handshakes])];
}

/** What can be refused before a byte is hashed. */
function refuseEarly(source: Source, request: WebhookRequest): Outcome | undefined {
  const methods = methodsOf(source);
  if (!methods.includes(request.method)) return refusal("method-not-allowed", undefined, methods);
  if (request.body.length > source.maxBodyBytes) return refusal("body-too-large");
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase();
  return encoding && encoding !== "identity" ? refusal("unsupported-encoding") : undefined;
}

/** The source's secrets. A blank one would let everybody in: it counts as a fault of ours. */
async function secretsOf(source: Source, ports: ReceivePorts): Promise<readonly Secret[]> {
  const secrets = await ports.secrets.secrets(source.name, secretRoles(source.provider));
  const blank = secrets.some((secret) => isBlankSecret(secret.reveal()));
  const pairs = source.provider.handshakes?.some((handshake) => "keepSecret" in handshake.answer);
  if (!blank && (secrets.length > 0 || pairs)) return secrets;
  throw new BridgeError(
    "secret-missing",
    `The source "${source.name}" has ${blank ? "a blank or placeholder secret" : "no secret"}.`,
    "Put the vendor's secret into the source's parameter.",
  );
}

/** What verification found, and the secret that matched. */
interface Checked {
  readonly verdict: Verdict;
  readonly matched: readonly Secret[];
}

/** Verifies; after a miss once more with secrets read anew, so that a rotation drops nothing. */
async function check(
  source: Source,
  request: WebhookRequest,
  secrets: readonly Secret[],
  ports: ReceivePorts,
): Promise<Checked> {
  const schemes = signaturesOf(source.provider);
  const attempt = async (candidates: readonly Secret[]): Promise<Checked> => {
    const verdict = await verify(schemes, request, candidates, ports.now(), (url, fresh) =>
      ports.fetcher.text(url, fresh),
    );
    return {
      verdict,
      matched: verdict.ok ? candidates.slice(verdict.secretIndex, verdict.secretIndex + 1) : [],
    };
  };
  const checked = await attempt(secrets);
  const { verdict } = checked;
  if (verdict.ok || (verdict.reason !== "signature-mismatch" && verdict.reason !== "key-untrusted"))
    return checked;
  const fresh = await ports.secrets.refresh(source.name, secretRoles(source.provider), secrets);
  const usable = fresh?.filter((secret) => !isBlankSecret(secret.reveal()));
  return usable?.length ? attempt(usable) : checked;
}

async function decide(source: Source, request: WebhookRequest, ports: ReceivePorts): Promise<Outcome> {
  const early = refuseEarly(source, request);
  if (early) return early;
  const secrets = await secretsOf(source, ports);
  const { provider } = source;
  const handshakes = provider.handshakes ?? [];
  const facts = factsOf(request, provider.event.payload);
  const carriesSignature = chosen(signaturesOf(provider), request) !== undefined;

  const open = matchHandshakes(handshakes, request, facts, false, carriesSignature);
  if (open.length > 0) {
    const answered = await answerHandshake(open, facts, source, secrets, ports);
    if (answered) return { kind: "handshake", ...answered };
    await decoy(request);
    const pairs = open.some(({ answer }) => "keepSecret" in answer);
    return refusal("unauthorized", pairs ? "pairing-closed" : "handshake-refused");
  }

  const { verdict, matched } = await check(source, request, secrets, ports);
  if (!verdict.ok) return refusal("unauthorized", verdict.reason);

  const believed = verdict.content ? unwrapped(request, verdict.content) : request;
  const truths = believed === request ? facts : factsOf(believed, provider.event.payload);
  const signed = matchHandshakes(handshakes, believed, truths, true, carriesSignature);
  if (signed.length > 0) {
    const answered = await answerHandshake(signed, truths, source, matched, ports);
    return answered ? { kind: "handshake", ...answered } : refusal("unauthorized", "handshake-refused");
  }
  if (!(provider.methods ?? ["POST"]).includes(request.method))
    return refusal("method-not-allowed", undefined, methodsOf(source));

  const delivery = deliveryOf(source, believed, request, verdict.signedAt, ports);
  await ports.queue.send(delivery);
  return {
    kind: "accepted",
    answer: acceptedAnswer(provider, delivery.id, truths),
    deliveryId: delivery.id,
    secretIndex: verdict.secretIndex,
  };
}

/** What a failure of ours looks like to the sender: 503, so that every vendor tries again. */
function failure(error: unknown): { readonly code: ErrorCode; readonly answer: Outcome["answer"] } {
  const code = error instanceof BridgeError ? error.code : "internal";
  return { code, answer: errorAnswer(errorCodes[code].retryable ? code : "internal") };
}

/**
 * One request from the gateway to its answer: find the source, check it, keep the delivery, answer. A 2xx is given
 * only after the delivery is durable.
 */
export async function receive(
  sources: ReadonlyMap<string, Source>,
  sourceName: string,
  request: WebhookRequest,
  ports: ReceivePorts,
): Promise<Outcome["answer"]> {
  const started = ports.now();
  const source = sources.get(sourceName);
  const told = { source: source?.name, provider: source?.provider.id, bytes: request.body.length };
  const duration = (): { durationMs: number } => ({ durationMs: ports.now() - started });
  if (!source) {
    await decide(
      decoySource,
      { ...request, method: "POST", headers: new Map() },
      { ...ports, secrets: decoySecrets },
    );
    const answer = errorAnswer("unauthorized");
    ports.report({
      ...told,
      ...duration(),
      outcome: "rejected",
      status: answer.status,
      code: "unauthorized",
      reason: "unknown-source",
    });
    return answer;
  }
  try {
    const outcome = await decide(source, request, ports);
    const { kind, answer, ...rest } = outcome;
    ports.report({ ...told, ...duration(), outcome: kind, status: answer.status, ...rest });
    return answer;
  } catch (error) {
    const { code, answer } = failure(error);
    ports.report({ ...told, ...duration(), outcome: "failed", status: answer.status, code, error });
    return answer;
  }
}
