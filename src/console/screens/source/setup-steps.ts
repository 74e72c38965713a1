/** The steps that connect a source, each done by a fact. */
import type { RequestRow } from "../../../operate/requests.ts";
import type { BridgePlace, SourceDetail, SourceSetup } from "../../../operate/state.ts";
import { plural } from "../../parts/text/numbers.ts";

/** A step, as text. */
export interface SetupStep {
  readonly name: "url" | "secret" | "vendor" | "first";
  readonly title: string;
  readonly done: boolean;
  /** Sentences, with code between back quotes. */
  readonly text: readonly string[];
  readonly copy?: { readonly text: string; readonly label?: string; readonly what: string };
  /** The fact. */
  readonly fact?: string;
  /** The request that is the fact. */
  readonly by?: RequestRow;
}

/** True for a URL that only this machine can call. */
export function isOwnMachine(url: string): boolean {
  const { hostname } = new URL(url, "http://localhost");
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.[0-9]+){3}$/.test(hostname);
}

function urlStep({ url, provider }: SourceDetail, { kind }: Pick<BridgePlace, "kind">): SetupStep {
  const own = isOwnMachine(url);
  return {
    name: "url",
    title: `Give ${provider.name} a URL that it can reach`,
    done: !own,
    text: own
      ? [
          "127.0.0.1 is this machine, which no vendor can call. Start again with a tunnel: `npx hookbridge start " +
            "--tunnel cloudflared`. Signed samples need none.",
        ]
      : [],
    copy: { text: url, label: "Copy URL", what: "the URL" },
    ...(!own && { fact: kind === "stage" ? "Deployed" : "This bridge can be called from outside" }),
  };
}

const secretTexts: Readonly<Record<SourceSetup["secret"], (vendor: string) => string>> = {
  "issued-by-provider": (vendor) =>
    `${vendor} shows it where the URL is set. The command asks for it and never prints it.`,
  "chosen-by-you": (vendor) =>
    `Choose a long random text, and enter the same at ${vendor}. The command asks for it; --generate makes one.`,
  "handed-over": (vendor) =>
    `Nothing is stored by hand: ${vendor} hands its secret over when it first calls the URL.`,
  "public-key": (vendor) => `Copy the public key of ${vendor}. The command asks for it.`,
  identifier: () => "It is what identifies your account. The command asks for it.",
};

function secretStep({ name, provider, secrets, setup, condition }: SourceDetail, stage: string): SetupStep {
  const kind = setup?.secret ?? "issued-by-provider";
  const handed = kind === "handed-over";
  const roles = setup?.roles ?? [];
  const flag = stage === "" ? "" : ` --stage ${stage}`;
  return {
    name: "secret",
    title: handed ? `Wait for the secret of ${provider.name}` : `Put the secret of ${provider.name} here`,
    done: (secrets ?? 0) > 0,
    text: [
      secretTexts[kind](provider.name),
      ...(roles.length > 1 ? [`Its secrets have roles, given with --role: ${roles.join(", ")}.`] : []),
    ],
    ...(!handed && { copy: { text: `npx hookbridge secrets set ${name}${flag}`, what: "the command" } }),
    ...(secrets === undefined
      ? { fact: "How many there are may not be read here" }
      : secrets > 0
        ? { fact: plural(secrets, "secret") }
        : condition === "waiting-for-pairing"
          ? { fact: "Waiting for pairing" }
          : { fact: "None: requests are answered 503" }),
  };
}

function vendorStep({ provider, setup, lastHandshake, lastAccepted, lastRefused }: SourceDetail): SetupStep {
  const asks = (setup?.handshakes.length ?? 0) > 0;
  const came = lastHandshake ?? lastAccepted ?? lastRefused;
  return {
    name: "vendor",
    title: `Enter the URL at ${provider.name}`,
    done: came !== undefined,
    text: [
      ...(setup ? [setup.where] : []),
      ...(setup?.note === undefined ? [] : [setup.note]),
      ...(asks && !lastHandshake ? [`${provider.name} tests the URL; the bridge answers by itself.`] : []),
    ],
    ...(came && { by: came }),
  };
}

function firstStep({ provider, lastAccepted }: SourceDetail): SetupStep {
  return {
    name: "first",
    title: lastAccepted ? "The first delivery has come" : "See the first delivery",
    done: lastAccepted !== undefined,
    text: lastAccepted ? [] : [`Waiting for ${provider.name}, or for a recorded request from here.`],
    ...(lastAccepted && { by: lastAccepted }),
  };
}

/** The steps of a source. */
export const setupSteps = (
  source: SourceDetail,
  place: Pick<BridgePlace, "kind" | "stage">,
): readonly SetupStep[] => [
  urlStep(source, place),
  secretStep(source, place.kind === "stage" ? place.stage : ""),
  vendorStep(source),
  firstStep(source),
];
