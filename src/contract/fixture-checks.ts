import { isDeepStrictEqual } from "node:util";
import type { Provider } from "../core/provider.ts";
import type { Answer } from "../core/request.ts";
import type { NormalizedEvent } from "../events/normalize.ts";
import type { ExpectedEvent, Fixture } from "../recorded/fixtures.ts";
import { type Check, needSame, unmet } from "./check.ts";
import { whyRefused } from "./judge-fixture.ts";
import { eventsOfDelivery, receiveFixture } from "./receive-fixture.ts";

type AcceptedFixture = Extract<Fixture, { readonly outcome: "accepted" }>;
type HandshakeFixture = Extract<Fixture, { readonly outcome: "handshake" }>;

function expectedOf({ detailType, envelope }: NormalizedEvent): ExpectedEvent {
  const { id, subject, time, origin, entity, action } = envelope;
  return {
    type: detailType,
    id,
    ...(subject !== undefined && { subject }),
    time,
    source: origin,
    ...(entity !== undefined && { entity }),
    ...(action !== undefined && { action }),
  };
}

/** Fails unless an answer has these members. */
function needAnswer(answer: Answer, { status, body }: Pick<Answer, "status" | "body">): void {
  needSame(
    { status: answer.status, body: answer.body },
    { status, body },
    "the vendor is answered otherwise",
  );
}

async function checkAccepted(provider: Provider, fixture: AcceptedFixture): Promise<void> {
  const { answer, queued, source, outcome } = await receiveFixture(provider, fixture);
  if (outcome !== "accepted") {
    const isHandshake = provider.handshakes?.some(({ name }) => name === outcome);
    unmet(
      isHandshake
        ? `${fixture.name}.http is answered by the handshake "${outcome}": see its "when", or "outcome" in ${fixture.name}.json`
        : await whyRefused(provider, fixture, outcome),
    );
  }
  needAnswer(answer, fixture.answer ?? { status: 200, body: "" });
  const [delivery] = queued;
  const events = delivery ? eventsOfDelivery(source, delivery) : [];
  const differ = `${fixture.name}.json: "events" are not what the provider's file gives`;
  const time = delivery?.receivedAt;
  needSame(
    events.map(expectedOf),
    fixture.events.map((event) => ({ ...(time !== undefined && { time }), ...event })),
    differ,
  );
  if (new Set(events.map(({ key }) => key)).size !== events.length) unmet("two of its events have one key");
}

/** A handshake with a token or a secret is refused with others. */
async function checkOtherTokens(
  provider: Provider,
  fixture: HandshakeFixture,
  outcome: string,
): Promise<void> {
  const rule = provider.handshakes?.find(({ name }) => name === outcome);
  if (!rule || !(rule.token || "keepSecret" in rule.answer)) return;
  const others = fixture.secrets.map((text) => text.replace(/.$/, "~"));
  // A vendor may say itself how a wrong token is refused, by another handshake of the same request.
  const refusal = provider.handshakes?.find(({ token, when }) => !token && when === rule.when)?.answer;
  const wanted = refusal && "status" in refusal ? refusal.status : 401;
  if (wanted < 400) unmet(`a wrong token is answered with ${wanted}`);
  const { status } = (await receiveFixture(provider, fixture, others)).answer;
  needSame(status, wanted, "a wrong token is answered otherwise");
}

async function checkHandshake(provider: Provider, fixture: HandshakeFixture): Promise<void> {
  const { answer, queued, outcome } = await receiveFixture(provider, fixture);
  if (!provider.handshakes?.some(({ name }) => name === outcome))
    unmet(
      outcome === "accepted"
        ? `${fixture.name}.http is a delivery for the provider's file: see "when" of its handshakes, or "outcome" in ${fixture.name}.json`
        : await whyRefused(provider, fixture, outcome),
    );
  needSame(queued, [], "a handshake is queued as a delivery");
  const { contentType, headers = {}, ...more } = fixture.answer;
  needAnswer(answer, more);
  for (const [name, value] of Object.entries({
    ...headers,
    ...(contentType && { "content-type": contentType }),
  }))
    if (!isDeepStrictEqual(answer.headers[name], value))
      unmet(`the answer's header ${name} is ${answer.headers[name]}, not ${value}`);
  await checkOtherTokens(provider, fixture, outcome);
}

/** What must become of each recorded request. */
export const fixtureChecks = (provider: Provider, fixtures: readonly Fixture[]): readonly Check[] =>
  fixtures.map((fixture) => ({
    name: `${fixture.name}: ${fixture.outcome}`,
    run: () =>
      fixture.outcome === "accepted" ? checkAccepted(provider, fixture) : checkHandshake(provider, fixture),
  }));
