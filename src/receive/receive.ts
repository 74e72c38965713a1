import { BridgeError, type ErrorCode, errorCodes } from "../core/errors.ts";
import { factsOf } from "../core/facts.ts";
import type { Outcome, RejectionDetails, RejectionReason, Verdict } from "../core/outcome.ts";
import { methodsOf, signaturesOf } from "../core/provider.ts";
import { type Answer, respelled, unwrapped, type WebhookRequest } from "../core/request.ts";
import type { Secret } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import type { Source } from "../core/source.ts";
import { matchHandshakes } from "../handshakes/match.ts";
import { isChallenge } from "../signatures/challenge.ts";
import { chooseScheme } from "../signatures/choose.ts";
import { secretRoles } from "../signatures/secret-roles.ts";
import { refuseDecoy, type Trial, verify } from "../signatures/verify.ts";
import { answerHandshake } from "./answer-handshake.ts";
import { acceptedAnswer, errorAnswer } from "./answers.ts";
import { decoySecrets, decoySource } from "./decoy.ts";
import { deliveryOf } from "./delivery-of.ts";
import type { ReceivePorts, ReceiveReport } from "./ports.ts";
import { type Diagnose, tellRefusal } from "./tell-refusal.ts";

/** What is decided of a request, and for a refusal the words of its detail. */
type Decision = Outcome & { readonly diagnose?: Diagnose };

const refused = (details: RejectionDetails, diagnose: Diagnose, allow?: readonly string[]): Decision => ({
  kind: "rejected",
  answer: errorAnswer(details.code, allow),
  details,
  diagnose,
});

const unauthorized = (reason: RejectionReason, diagnose: Diagnose): Decision =>
  refused({ code: "unauthorized", reason }, diagnose);

/** A key that was not fetched may be a genuine new one: its vendor must send again. */
const codeOf = (reason: RejectionReason): ErrorCode =>
  reason === "key-not-fetched" ? reason : "unauthorized";

type Answered = NonNullable<Awaited<ReturnType<typeof answerHandshake>>>;

const handshakeOf = ({ answer, handshake }: Answered): Outcome => ({
  kind: "handshake",
  answer,
  details: { handshake },
});

const isDelivery = ({ provider }: Source, method: string): boolean =>
  provider.methods?.includes(method) ?? method === "POST";

const wrongMethod = ({ method }: WebhookRequest, methods: readonly string[]): Decision =>
  refused({ code: "method-not-allowed" }, (words) => words.methodDetail(method, methods), methods);

/** Refuses what needs no hashing: the method, the size, the encoding. */
function refuseEarly(source: Source, request: WebhookRequest): Decision | undefined {
  if (!isDelivery(source, request.method)) {
    const methods = methodsOf(source.provider);
    if (!methods.includes(request.method)) return wrongMethod(request, methods);
  }
  const { maxBodyBytes } = source;
  if (request.body.length > maxBodyBytes)
    return refused({ code: "body-too-large" }, () => `at most ${maxBodyBytes} bytes are taken`);
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase();
  return encoding && encoding !== "identity"
    ? refused({ code: "unsupported-encoding" }, (words) => words.encodingDetail(encoding))
    : undefined;
}

/**
 * A blank secret would let anyone sign: it counts as a fault of ours.
 * @throws BridgeError `secret-missing`
 */
function refuseBlank(source: Source, secrets: readonly Secret[]): void {
  const blank = secrets.some((secret) => secret.isBlank);
  const canPair = (): boolean =>
    source.provider.handshakes?.some((handshake) => "keepSecret" in handshake.answer) === true;
  if (!blank && (secrets.length > 0 || canPair())) return;
  throw new BridgeError(
    "secret-missing",
    `The source "${source.name}" has ${blank ? "a blank or placeholder secret" : "no secret"}.`,
    "Store the vendor's secret for it (docs/deploying.md); for `npm start`, in .hookbridge/secrets.json.",
  );
}

/** True where the source signs the challenges of strangers: its vendor does not sign them. */
const signsForStrangers = ({ provider }: Source): boolean =>
  provider.handshakes?.some(({ unsigned, answer }) => unsigned && "hmac" in answer) === true;

/** A request before it is verified. */
interface Unverified {
  readonly source: Source;
  readonly request: WebhookRequest;
  /** The scheme that decides; undefined when the request carries none of the provider's. */
  readonly signature: Signature | undefined;
  /** The source's secrets, as the store handed them out. */
  readonly secrets: readonly Secret[];
}

/** The result of verification, and the secrets that it used. */
interface Checked {
  readonly verdict: Verdict;
  readonly tried: readonly Secret[];
}

/** Reasons to refuse that newer secrets may remove. */
const unsettled: ReadonlySet<string> = new Set([
  "signature-mismatch",
  "key-untrusted",
  "key-unknown",
  "secret-unusable",
]);

/**
 * Verifies. After a miss, or where no secret is a key, it reads the secrets again: a rotation drops nothing.
 */
async function check(
  { source, request, signature, secrets }: Unverified,
  ports: ReceivePorts,
): Promise<Checked> {
  const schemes = signaturesOf(source.provider);
  const fetchText: Trial["fetchText"] = (url, query) =>
    ports.fetcher.text(url, { ...query, source: source.name });
  const judge = (list: readonly Secret[]): Promise<Verdict> =>
    verify(request, { signature, schemes, secrets: list, nowMs: ports.now(), fetchText });
  const first = judge(secrets);
  const isUnsettled = await first.then(
    (verdict) => !verdict.ok && unsettled.has(verdict.reason),
    (error) => error instanceof BridgeError && unsettled.has(error.code),
  );
  const fresh = isUnsettled
    ? await ports.secrets.refresh(source.name, secretRoles(source.provider), secrets)
    : undefined;
  const usable = fresh?.filter((secret) => !secret.isBlank);
  if (fresh && !usable?.length) refuseBlank(source, fresh);
  return usable?.length
    ? { verdict: await judge(usable), tried: usable }
    : { verdict: await first, tried: secrets };
}

async function decide(source: Source, request: WebhookRequest, ports: ReceivePorts): Promise<Decision> {
  const early = refuseEarly(source, request);
  if (early) return early;
  const { provider } = source;
  const secrets = await ports.secrets.secrets(source.name, secretRoles(provider));
  refuseBlank(source, secrets);
  const handshakes = provider.handshakes ?? [];
  const facts = factsOf(request, provider.event.payload);
  const signature = chooseScheme(signaturesOf(provider), request);
  const carriesSignature = signature !== undefined;

  const unsigned = matchHandshakes(handshakes, { request, facts, isVerified: false, carriesSignature });
  if (unsigned.length > 0) {
    const answered = await answerHandshake(unsigned, { facts, source, secrets, ports });
    if (answered) return handshakeOf(answered);
    await refuseDecoy(request);
    const pairs = unsigned.some(({ answer }) => "keepSecret" in answer);
    const reason = pairs ? "pairing-closed" : "handshake-refused";
    return unauthorized(reason, (words) => words.handshakeDetail(unsigned));
  }

  const { verdict, tried } = await check({ source, request, signature, secrets }, ports);
  if (!verdict.ok) {
    const { urlPrefixes = [] } = ports;
    const about = { refusal: verdict, source, request, signature, tried, urlPrefixes };
    const details = { code: codeOf(verdict.reason), reason: verdict.reason, ...verdict.gap };
    return refused(details, (words, tools) => words.refusalDetail({ ...about, tools }));
  }
  // A stranger could have had this body signed as a challenge (signing oracle).
  if (signsForStrangers(source) && isChallenge(request.body))
    return unauthorized("handshake-refused", () => "the body could be a challenge");

  const signed = verdict.url === undefined ? request : respelled(request, verdict.url);
  const believed = verdict.content ? unwrapped(signed, verdict.content) : signed;
  const believedFacts = believed === request ? facts : factsOf(believed, provider.event.payload);
  const probe = { request: believed, facts: believedFacts, isVerified: true, carriesSignature };
  const signedHandshakes = matchHandshakes(handshakes, probe);
  if (signedHandshakes.length > 0) {
    const matched = tried.slice(verdict.secretIndex, verdict.secretIndex + 1);
    const exchange = { facts: believedFacts, source, secrets: matched, ports };
    const answered = await answerHandshake(signedHandshakes, exchange);
    return answered
      ? handshakeOf(answered)
      : unauthorized("handshake-refused", (words) => words.handshakeDetail(signedHandshakes));
  }
  if (!isDelivery(source, request.method)) return wrongMethod(request, methodsOf(source.provider));

  const delivery = await deliveryOf({ ...verdict, source, request: believed, secrets: tried }, ports);
  await ports.queue.send(delivery);
  return {
    kind: "accepted",
    answer: acceptedAnswer(provider, delivery.id, believedFacts),
    details: { deliveryId: delivery.id, secretIndex: verdict.secretIndex },
  };
}

/** The fields that only some reports have. */
type Details = Omit<ReceiveReport, "outcome" | "source" | "provider" | "status" | "bytes" | "durationMs">;

/** A fault of ours as the sender sees it: 503, so that every vendor retries. */
function faultOf(error: unknown): { readonly code: ErrorCode; readonly answer: Answer } {
  const code = error instanceof BridgeError ? error.code : "internal";
  return { code, answer: errorAnswer(errorCodes[code].retryable ? code : "internal") };
}

/** Takes one request from the gateway to its answer. A 2xx is given only after the delivery is durable. */
export async function receive(
  sources: ReadonlyMap<string, Source>,
  sourceName: string,
  request: WebhookRequest,
  ports: ReceivePorts,
): Promise<Answer> {
  const started = ports.now();
  const source = sources.get(sourceName);
  const finish = (outcome: ReceiveReport["outcome"], answer: Answer, more: Details): Answer => {
    const { name, provider } = source ?? {};
    const durationMs = ports.now() - started;
    const bytes = request.body.length;
    const { status } = answer;
    const known = { source: name, provider: provider?.id, bytes, durationMs, outcome, status };
    ports.report({ ...known, ...more });
    return answer;
  };
  if (!source) {
    const { diagnose } = await decide(
      decoySource,
      { ...request, method: "POST", headers: new Map() },
      { ...ports, secrets: decoySecrets },
    );
    const details = { code: "unauthorized", reason: "unknown-source" } as const;
    // The same words as for a missing signature are made, and dropped.
    const logged = await tellRefusal(details, (words, tools) => diagnose?.(words, tools) && undefined);
    return finish("rejected", errorAnswer("unauthorized"), logged);
  }
  try {
    const { kind, answer, details, diagnose } = await decide(source, request, ports);
    return finish(kind, answer, kind === "rejected" ? await tellRefusal(details, diagnose) : details);
  } catch (error) {
    const { code, answer } = faultOf(error);
    return finish("failed", answer, { code, error });
  }
}
