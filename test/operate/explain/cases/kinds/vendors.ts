/** It is of another vendor, for another account, from another user, or to a source that is not there. */

import { signaturesOf } from "../../../../../src/core/provider.ts";
import type { Signature } from "../../../../../src/core/signature.ts";
import { carries } from "../../../../../src/signatures/choose.ts";
import { type Kind, kept, withHeaders } from "../change.ts";
import type { Genuine } from "../genuine.ts";
import type { Random } from "../random.ts";

/** True where the request itself shows its vendor. */
function isTelling({ provider, request }: Genuine): boolean {
  const [word = ""] = provider.id.split("-");
  const agent = request.headers.get("user-agent")?.toLowerCase() ?? "";
  const names = [...request.headers.keys()].join(" ");
  return word.length > 3 && (agent.includes(word) || names.includes(word));
}

const asSource = (genuine: Genuine, name: string) => ({
  name,
  provider: genuine.provider.id,
  secrets: [...kept(genuine, genuine.key.secret)],
});

/** A request of another vendor at a source. @param strangers genuine requests of all vendors */
const stray = (name: string, strangers: readonly Genuine[], hasSource: boolean): Kind => ({
  word: "other-vendor",
  name,
  async change(genuine, random) {
    const telling = strangers.filter(
      (one) =>
        one.provider.id !== genuine.provider.id &&
        isTelling(one) &&
        one.sign &&
        !signaturesOf(genuine.provider).some((signature) => carries(signature, one.request)),
    );
    if (telling.length === 0) return undefined;
    const stranger = random.pick(telling);
    const query = stranger.request.query === "" ? "" : `?${stranger.request.query}`;
    const request = await stranger.sign?.({ url: genuine.publicUrl + query });
    return (
      request && {
        about: `A request of ${stranger.provider.id} at a source for ${genuine.provider.id}.`,
        request,
        names: [stranger.provider.id, stranger.provider.name],
        clockMs: stranger.clockMs,
        ...(hasSource && {
          others: [asSource(stranger, `acme-${stranger.provider.id}`)],
          accept: ["secret-of-other-source"] as const,
        }),
        hidden: [stranger.key.secret],
      }
    );
  },
});

const misspellings: Readonly<Record<string, (name: string, random: Random) => string>> = {
  underscore: (name) => name.replaceAll("-", "_"),
  "letter-lost": (name, random) => {
    const at = random.whole(1, name.length - 2);
    return name.slice(0, at) + name.slice(at + 1);
  },
  "letters-swapped": (name) => name.replace(/(.)(.)(?=..$)/, "$2$1"),
  "letter-doubled": (name) => name.replace(/(.)$/, "$1$1"),
  capital: (name) =>
    name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase()),
  plural: (name) => `${name}s`,
  "prefix-lost": (name) => name.replace(/^[^-]+-/, ""),
  "ending-added": (name) => `${name}-webhook`,
  dashless: (name) => name.replaceAll("-", ""),
};

const unknownSource = (
  kind: string,
  spell: (name: string, random: Random) => string,
  matches: boolean,
): Kind => ({
  word: "source-unknown",
  name: matches ? kind : `${kind}-no-match`,
  async change(genuine, random) {
    const { sourceName, publicUrl, request, sign } = genuine;
    const wrong = spell(sourceName, random);
    if (wrong === sourceName || !sign) return undefined;
    const url = publicUrl.replace(/[^/]*$/, wrong);
    const query = request.query === "" ? "" : `?${request.query}`;
    const signed = await sign({ url: url + query });
    const key = matches ? genuine.key : await genuine.another(random);
    return (
      signed && {
        about: `The URL ends in ${wrong}, the source is called ${sourceName}.`,
        request: signed,
        publicUrl: url,
        names: [sourceName],
        configured: [],
        others: [
          { name: sourceName, provider: genuine.provider.id, secrets: [...kept(genuine, key.secret)] },
        ],
        isUnknown: true,
        hidden: [genuine.key.secret],
      }
    );
  },
});

const nowhere: Kind = {
  word: "source-unknown",
  name: "nothing-alike",
  change: (genuine) => ({
    about: "No source has that name, nor one like it.",
    configured: [],
    isUnknown: true,
    hidden: [genuine.key.secret],
  }),
};

const user = (name: string, change: (user: string) => string): Kind => ({
  word: "user-differs",
  name,
  async change(genuine, random) {
    const { signature, request, key } = genuine;
    if (signature.scheme !== "basic-auth") return undefined;
    const cut = key.secret.indexOf(":");
    // The caller sends the pair; the source keeps one with another user.
    const [one, password] = [key.secret.slice(0, cut), key.secret.slice(cut)];
    const other = change(one) || random.lower(6);
    if (other === one) return undefined;
    const value = `Basic ${Buffer.from(other + password).toString("base64")}`;
    return {
      about: `The password is right, and the user is ${other}.`,
      request: withHeaders(request, (headers) => void headers.set("authorization", value)),
      hidden: [password.slice(1)],
      names: [other],
    };
  },
});

/** The claims of a token otherwise than the provider wants them. */
const claimed = (name: string, value: string, pick: (claim: string) => boolean): Kind => ({
  word: "identity-differs",
  name,
  async change({ signature, sign }) {
    if (!sign) return undefined;
    const rules = rulesWith(signature, value, pick);
    const request = rules && (await sign({ signature: rules }));
    return request && { about: `The token names ${value}.`, request, names: [value] };
  },
});

function rulesWith(
  signature: Signature,
  value: string,
  pick: (claim: string) => boolean,
): Signature | undefined {
  if (signature.scheme === "request-hash-jwt")
    return pick("iss") ? { ...signature, issuer: value } : undefined;
  if (signature.scheme !== "jwt" || !signature.claims) return undefined;
  const entries = Object.entries(signature.claims);
  // A token that names another URL is for another URL; any other audience is one of its own.
  const isUrl = (value: string): boolean => /^https?:/.test(value);
  const found = entries.filter(
    ([claim, texts]) =>
      pick(claim) && (texts === "{url}" ? !isUrl(value) : !JSON.stringify(texts).includes("{")),
  );
  if (found.length === 0) return undefined;
  const changed = Object.fromEntries(found.map(([claim]) => [claim, value]));
  return { ...signature, claims: { ...signature.claims, ...changed } };
}

/** Identities that the request names in clear words: a topic, a service account. */
const namesTopic = /^arn:|@/;

/** A genuine request at a source that keeps another identity. */
const otherIdentity: Kind = {
  word: "identity-differs",
  name: "other-account-kept",
  change(genuine, random) {
    const { provider, key } = genuine;
    if (provider.setup.secret !== "identifier") return undefined;
    const other = key.secret.replace(/[A-Za-z0-9](?=[A-Za-z0-9]*$)/g, (one) =>
      /[0-9]/.test(one)
        ? String(random.whole(0, 9))
        : /[a-z]/.test(one)
          ? random.lower(1).replace(/[0-9]/, "k")
          : "Q",
    );
    return other === key.secret
      ? undefined
      : {
          about: "It is genuine, and names another account.",
          names: namesTopic.test(key.secret) ? [key.secret] : [],
          configured: kept(genuine, other),
          accept: ["secret-wrong"],
        };
  },
};

export function kindsAmong(strangers: readonly Genuine[]): readonly Kind[] {
  const spelt = Object.entries(misspellings);
  return [
    stray("stray", strangers, false),
    stray("stray-with-source", strangers, true),
    ...spelt.map(([name, spell]) => unknownSource(name, spell, true)),
    ...spelt.slice(0, 3).map(([name, spell]) => unknownSource(name, spell, false)),
    nowhere,
    user("other", () => "bridge"),
    user("random", () => ""),
    user("capital", (one) => one.toUpperCase()),
    claimed("issuer", "acme", (claim) => claim === "iss"),
    claimed("audience", "acme-audience", (claim) => claim === "aud"),
    claimed("any-claim", "someone-else", (claim) => claim !== "aud" && claim !== "sub"),
    otherIdentity,
  ];
}
