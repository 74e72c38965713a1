/** The vendor's test of the URL, not as it must be. */

import { changeAt, changeMiddle } from "../../../../../src/contract/change-request.ts";
import { stripped } from "../../../../../src/contract/forge.ts";
import { factsOf } from "../../../../../src/core/facts.ts";
import { type Provider, signaturesOf } from "../../../../../src/core/provider.ts";
import type { WebhookRequest } from "../../../../../src/core/request.ts";
import { matchHandshakes } from "../../../../../src/handshakes/match.ts";
import type { Fixture } from "../../../../../src/recorded/fixtures.ts";
import { chooseScheme } from "../../../../../src/signatures/choose.ts";
import { type Changed, type Kind, withBody } from "../change.ts";
import type { Genuine } from "../genuine.ts";
import { newSecret } from "../secrets.ts";
import { isInBody } from "./signatures.ts";

/** A recorded handshake as a genuine request; its secrets are all `beside`. */
export function genuineHandshake(provider: Provider, fixture: Fixture): Genuine | undefined {
  const { request, secrets, clock } = fixture;
  const schemes = signaturesOf(provider);
  const signature = chooseScheme(schemes, request) ?? schemes[0];
  if (!signature) return undefined;
  const publicUrl = request.url.split("?", 1)[0] ?? "";
  const [first = ""] = secrets;
  const key = { secret: first, signsWith: first };
  return {
    provider,
    signature,
    name: fixture.name,
    sourceName: publicUrl.replace(/^.*\//, ""),
    publicUrl,
    key,
    role: "",
    beside: secrets.slice(1),
    signedMs: clock * 1000,
    clockMs: clock * 1000 + 300,
    fetched: { ...fixture.fetched },
    request,
    another: (random) => newSecret(provider, signature, first, random),
  };
}

/** The provider's rules that a recorded handshake meets. */
function rulesOf({ provider, request, signature }: Genuine) {
  const facts = factsOf(request, provider.event.payload);
  const carriesSignature = chooseScheme([signature], request) !== undefined;
  const all = provider.handshakes ?? [];
  return [true, false].flatMap((isVerified) =>
    matchHandshakes(all, { request, facts, isVerified, carriesSignature }),
  );
}

const handshake = (name: string, change: (genuine: Genuine) => Changed | undefined): Kind => ({
  word: "handshake",
  name,
  change,
});

/** A signed handshake at a source that keeps another secret. */
const wrongSecret: Kind = {
  word: "handshake",
  name: "wrong-secret",
  async change(genuine, random) {
    const { signature, request, key } = genuine;
    if (!chooseScheme([signature], request)) return undefined;
    const other = await genuine.another(random);
    return {
      about: "The vendor's test of the URL was signed with another secret.",
      configured: [other.secret, ...genuine.beside],
      hidden: [key.secret],
      accept: [
        "secret-wrong",
        ...(genuine.provider.setup.secret === "identifier" ? (["identity-differs"] as const) : []),
      ],
    };
  },
};

const methodOf = ({ request }: Genuine, method: string): WebhookRequest =>
  method === "POST" ? { ...withBody(request, "{}"), method } : { ...request, method };

/** Kinds for recorded handshakes alone. */
export const kinds: readonly Kind[] = [
  wrongSecret,
  handshake("unsigned", (genuine) => {
    const { signature, request } = genuine;
    return chooseScheme([signature], request) && !isInBody(genuine)
      ? {
          about: "The vendor's test of the URL came without its signature.",
          request: stripped(signature)(request),
          accept: ["signature-missing"],
        }
      : undefined;
  }),
  handshake("wrong-token-sent", (genuine) => {
    const place = rulesOf(genuine).find(({ token }) => token)?.token?.from;
    return (
      place && {
        about: "The token of the test is not the kept one.",
        request: changeAt(place, changeMiddle)(genuine.request),
        accept: genuine.provider.setup.secret === "identifier" ? ["identity-differs"] : [],
      }
    );
  }),
  handshake("token-not-sent", (genuine) => {
    const rule = rulesOf(genuine).find(({ token }) => token);
    const place = rule?.token?.from;
    // Where the token is the mark, nothing of a test is left.
    if (!place || rule.when === place) return undefined;
    return {
      about: "The test came without its token.",
      request: changeAt(place, () => undefined)(genuine.request),
    };
  }),
  handshake("wrong-token-kept", (genuine) => {
    const role = rulesOf(genuine).find(({ token }) => token)?.token?.role;
    if (!role) return undefined;
    const configured = [genuine.key.secret, ...genuine.beside].map((text) =>
      text.startsWith(`${role}:`) ? `${role}:Xq7PzR2mLk9vTn4w` : text,
    );
    return { about: "The kept token is another than the test's.", configured };
  }),
  handshake("token-not-kept", (genuine) => {
    const role = rulesOf(genuine).find(({ token }) => token)?.token?.role;
    if (!role) return undefined;
    const configured = [genuine.key.secret, ...genuine.beside].filter((text) => !text.startsWith(`${role}:`));
    return configured.length > 0 ? { about: "No token for the test is kept.", configured } : undefined;
  }),
  handshake("paired-already", (genuine) =>
    rulesOf(genuine).some(({ answer }) => "keepSecret" in answer)
      ? {
          about: "The vendor hands over a secret, and the source has one.",
          configured: ["k4hv1N0m4k5u45bM0n1l3H4m5t3rY3s"],
        }
      : undefined,
  ),
  ...["POST", "GET", "PUT"].map((method) =>
    handshake(`as-${method.toLowerCase()}`, (genuine) =>
      genuine.request.method === method
        ? undefined
        : {
            about: `The test came as ${method}.`,
            request: methodOf(genuine, method),
            accept: ["method-differs", "signature-missing"],
          },
    ),
  ),
];
