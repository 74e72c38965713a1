/** It was signed with another secret than the source's. */
import type { CauseWord } from "../../../../../src/operate/explain/explanation.ts";
import { type Changed, type Kind, kept, textOfBody, withBody } from "../change.ts";
import type { Genuine } from "../genuine.ts";
import { treeOf, written } from "../json-styles.ts";

/** Marks of a vendor's test side: with one of them in the request, a wrong secret may be that of the other side. */
const sideMark =
  /"(?:live_?mode|test_?mode|livemode|testMode|live|sandbox|environment|mode|domain|test)"\s*:|square-environment|x-shopify-test|\.sandbox\./i;

/** True where all keys stand in their order, as they also do when something has sorted them. */
function looksSorted(text: string): boolean {
  const keys = Array.from(text.matchAll(/"([^"\\]+)"\s*:/g), ([, key = ""]) => key);
  const tree = treeOf(text);
  return (
    keys.length > 3 &&
    tree !== undefined &&
    written(tree, { order: (all) => [...all].sort() }) === written(tree, {})
  );
}

/** Words that a genuine request and an unknown secret may be taken for as well. */
function alsoRight({ request, provider }: Genuine): readonly CauseWord[] {
  const text = textOfBody(request);
  return [
    ...(sideMark.test(text + [...request.headers].join()) ? (["secret-of-other-environment"] as const) : []),
    // Numbers that a double has rounded stand in vendors' own samples.
    ...(looksSorted(text) || /[0-9]{15,}00\b/.test(text) ? (["body-reserialized"] as const) : []),
    ...(provider.setup.secret === "identifier" ? (["identity-differs"] as const) : []),
  ];
}

const wrong = (name: string, withFormer: boolean): Kind => ({
  word: "secret-wrong",
  name,
  async change(genuine, random) {
    const [other, former] = [await genuine.another(random), await genuine.another(random)];
    if (other.secret === genuine.key.secret || former.secret === genuine.key.secret) return undefined;
    return {
      about: "It was signed with a secret that is kept nowhere.",
      configured: kept(genuine, other.secret),
      former: withFormer && former.secret !== other.secret ? kept(genuine, former.secret) : [],
      hidden: [genuine.key.secret],
      accept: alsoRight(genuine),
    };
  },
});

/** The configured secret is another, and the one that signed stands elsewhere. */
const elsewhere = (
  word: CauseWord,
  name: string,
  rest: (
    genuine: Genuine,
    signed: readonly string[],
    others: readonly string[],
  ) => Omit<Changed, "configured">,
): Kind => ({
  word,
  name,
  async change(genuine, random) {
    const [other, third] = [await genuine.another(random), await genuine.another(random)];
    if (new Set([other.secret, third.secret, genuine.key.secret]).size < 3) return undefined;
    return {
      configured: kept(genuine, other.secret),
      ...rest(genuine, kept(genuine, genuine.key.secret), kept(genuine, third.secret)),
    };
  },
});

const twin = (genuine: Genuine, ending: string, secrets: readonly string[]) => ({
  name: `${genuine.sourceName}-${ending}`.slice(0, 63),
  provider: genuine.provider.id,
  secrets: [...secrets],
});

const sides: readonly { readonly find: RegExp; readonly live: string; readonly test: string }[] = [
  { find: /"livemode":\s*(?:true|false)/, live: '"livemode":true', test: '"livemode":false' },
  { find: /"live_mode":\s*(?:true|false)/, live: '"live_mode":true', test: '"live_mode":false' },
  { find: /"test_mode":\s*(?:true|false)/, live: '"test_mode":false', test: '"test_mode":true' },
  { find: /"testMode":\s*(?:true|false)/, live: '"testMode":false', test: '"testMode":true' },
  { find: /"domain":\s*"(?:live|test)"/, live: '"domain":"live"', test: '"domain":"test"' },
  { find: /"live":\s*"(?:true|false)"/, live: '"live":"true"', test: '"live":"false"' },
  { find: /"test":\s*(?:true|false)/, live: '"test":false', test: '"test":true' },
  { find: /"mode":\s*"production"/, live: '"mode":"production"', test: '"mode":"test"' },
  {
    find: /"environment":\s*"PRODUCTION"/,
    live: '"environment":"PRODUCTION"',
    test: '"environment":"SANDBOX"',
  },
  {
    find: /"environment":\s*"production"/,
    live: '"environment": "production"',
    test: '"environment": "sandbox"',
  },
  { find: /"environment":\s*"Live"/, live: '"environment":"Live"', test: '"environment":"Test"' },
];

/** A request of one side at a source that is named for the other. */
const otherSide = (to: "live" | "test"): Kind => ({
  word: "secret-of-other-environment",
  name: `${to}-request`,
  async change(genuine, random) {
    const { provider, request, sign } = genuine;
    if (!sign) return undefined;
    const text = textOfBody(request);
    const side = sides.find(({ find }) => find.test(text));
    const marked = side && withBody(request, text.replace(side.find, side[to]));
    const headers = new Map(request.headers);
    if (headers.has("square-environment"))
      headers.set("square-environment", to === "live" ? "Production" : "Sandbox");
    else if (!marked) return undefined;
    const sourceName = `acme-${provider.id}-${to === "live" ? random.pick(["test", "sandbox"]) : "live"}`;
    const publicUrl = genuine.publicUrl.replace(/[^/]*$/, sourceName);
    const other = await genuine.another(random);
    // A secret that is for one side only says so itself.
    const named = (secret: string, where: string): string =>
      secret.replace(/^(sk_)(?:live|test)_/, `$1${where}_`);
    const url = request.query === "" ? publicUrl : `${publicUrl}?${request.query}`;
    const secret = named(genuine.key.secret, to);
    const key = { secret, signsWith: secret === genuine.key.secret ? genuine.key.signsWith : secret };
    const signed = await sign({ key, url, headers, body: (marked ?? request).body });
    return (
      signed && {
        about: `A request of the vendor's ${to} side at a source of the other.`,
        request: signed,
        publicUrl,
        configured: kept(genuine, named(other.secret, to === "live" ? "test" : "live")),
        hidden: [secret],
        accept: ["secret-wrong"],
      }
    );
  },
});

export const kinds: readonly Kind[] = [
  wrong("elsewhere", false),
  wrong("with-history", true),
  elsewhere("secret-of-other-source", "twin", (genuine, signed, others) => ({
    about: "It was signed with the secret of another source of the same vendor.",
    others: [twin(genuine, "eu", others), twin(genuine, "mobile", signed)],
    names: [twin(genuine, "mobile", signed).name],
  })),
  elsewhere("secret-of-other-source", "second-of-two", (genuine, signed, others) => ({
    about: "It was signed with the older secret of another source of the same vendor.",
    others: [twin(genuine, "shop", [...others, ...signed])],
    names: [twin(genuine, "shop", signed).name],
  })),
  elsewhere("secret-removed", "former", (_, signed) => ({
    about: "It was signed with the secret that the source had before.",
    former: signed,
  })),
  elsewhere("secret-removed", "former-of-three", (_, signed, others) => ({
    about: "It was signed with an old secret of the source.",
    former: [...others, ...signed],
  })),
  otherSide("test"),
  otherSide("live"),
];
