import type { Handshake } from "../../../core/handshake.ts";
import { type Provider, type Reply, signaturesOf } from "../../../core/provider.ts";
import type { Signature } from "../../../core/signature.ts";
import { describeMethod, plainFormOf } from "../../../signatures/describe.ts";
import { type Obstacle, obstaclesOfHmac, settingsOfHmac } from "./aws-webhook-hmac.ts";

/**
 * Whether a webhook source of EventBridge itself could take a vendor's deliveries. `by hand`: after a change of the secret. `perhaps`:
 * where neither the vendor nor AWS says enough, or only a part is taken.
 */
export type AwsVerdict = "yes" | "by hand" | "perhaps" | "no";

/** What a webhook source of EventBridge could do for a vendor. */
export interface AwsFit {
  readonly verdict: AwsVerdict;
  /** What is in the way, in words; none for `yes`. */
  readonly reasons: readonly string[];
  /** How to set it up there, as Markdown; undefined for `no`. */
  readonly settings: string | undefined;
}

const verdicts: readonly AwsVerdict[] = ["yes", "by hand", "perhaps", "no"];

const worst = (obstacles: readonly Obstacle[]): AwsVerdict =>
  verdicts[Math.max(0, ...obstacles.map(({ verdict }) => verdicts.indexOf(verdict)))] ?? "no";

/** One way in which a vendor's requests are signed. */
interface Way {
  readonly obstacles: readonly Obstacle[];
  readonly settings: string;
}

const no = (reason: string): Obstacle => ({ verdict: "no", reason });
const perhaps = (reason: string): Obstacle => ({ verdict: "perhaps", reason });

const places: Readonly<Record<string, string>> = { query: "URL", form: "form", body: "body" };

/** Where a pointer leads, unless it is a header. */
export const placeOf = (pointer: string): string | undefined => places[pointer.split(":", 1)[0] ?? ""];

function wayOf(signature: Signature, provider: Provider): Way {
  const form = plainFormOf(signature);
  // The URLs of its keys are on the vendor's page.
  if (form === undefined)
    return { obstacles: [no(describeMethod(signature).replace(/, key from .*/, ""))], settings: "" };
  switch (form.kind) {
    case "password":
      return { obstacles: [], settings: "Basic" };
    case "shared-token": {
      const place = placeOf(form.from);
      const header = form.from.replace("header:", "");
      const behind = form.prefix && `, with \`${form.prefix}\` before it in the secret`;
      return {
        obstacles: place === undefined ? [] : [no(`token in the ${place}`)],
        settings: `static token: \`${header}\`${behind}`,
      };
    }
    case "mac":
      return { obstacles: obstaclesOfHmac(form, provider), settings: settingsOfHmac(form) };
  }
}

const isPlain = ({ status, ...more }: { readonly status: number }): boolean =>
  status === 200 && Object.values(more).every((value) => value === undefined);

/** What is in the way of a handshake. AWS takes POST only, refuses what is not signed, and has one answer. */
function handshakeObstacle({ method = "POST", unsigned, answer, name }: Handshake): Obstacle {
  if (method !== "POST") return no(`tests the URL by ${method}`);
  if ("keepSecret" in answer) return no("hands its secret over in a request");
  if ("confirm" in answer) return no("wants its subscription confirmed");
  if (!("status" in answer) || !isPlain(answer)) return no(`needs an answer to its handshake \`${name}\``);
  return unsigned
    ? perhaps(`its test \`${name}\` is not signed, so AWS refuses it`)
    : perhaps(`its test \`${name}\` needs a \`200\`, and no page found says what AWS answers`);
}

function replyObstacle(provider: Provider): readonly Obstacle[] {
  const replies: readonly Reply[] = [provider.reply ?? []].flat();
  const own = replies.filter(({ when, equals, ...reply }) => !("status" in reply) || !isPlain(reply));
  if (own.length === 0) return [];
  return own.every(({ when }) => when !== undefined)
    ? [perhaps("some deliveries need an answer of their own")]
    : [no("needs an answer of its own")];
}

function obstaclesOfProvider(provider: Provider): readonly Obstacle[] {
  const { methods = ["POST"], handshakes = [] } = provider;
  return [
    ...(methods.includes("POST") ? [] : [no("does not send by POST")]),
    ...handshakes.map(handshakeObstacle),
    ...replyObstacle(provider),
  ];
}

/** What a webhook source of EventBridge could do for this vendor: by the form of its requests, run against nothing. */
export function awsFit(provider: Provider): AwsFit {
  const ways = signaturesOf(provider).map((signature) => ({
    variant: signature.variant,
    ...wayOf(signature, provider),
  }));
  const verdictOfWay = (way: Way): number => verdicts.indexOf(worst(way.obstacles));
  const [best] = [...ways].sort((one, other) => verdictOfWay(one) - verdictOfWay(other));
  if (!best) throw new Error(`${provider.id} has no signature.`);
  const isOut = worst(best.obstacles) === "no";
  // Where none fits, all of them say why.
  const named = (isOut ? ways : [best]).flatMap(({ variant, obstacles }) =>
    obstacles.map((obstacle) => ({
      ...obstacle,
      reason: variant && ways.length > 1 ? `${variant}: ${obstacle.reason}` : obstacle.reason,
    })),
  );
  const obstacles = [...named, ...obstaclesOfProvider(provider)];
  const verdict = worst(obstacles);
  const only = ways.length > 1 && best.variant ? `\`${best.variant}\` only: ` : "";
  return {
    verdict,
    reasons: [...new Set(obstacles.map(({ reason }) => reason))],
    settings: verdict === "no" ? undefined : `${only}${best.settings}`,
  };
}
