import { signaturesOf } from "../../../core/provider.ts";
import { Secret, secretOf } from "../../../core/secret.ts";
import { schemeOf } from "../../../signatures/choose.ts";
import { secretFaultsOf } from "../../../signatures/secret-faults.ts";
import { secretRoles } from "../../../signatures/secret-roles.ts";
import { type ExplainContext, secretsAs } from "../engine/context.ts";
import type { VariantVerdict } from "../engine/variant.ts";
import { notationsOf } from "../secret/decode.ts";
import { unwrappedTexts } from "../secret/unwrap.ts";
import { timeCauses } from "../time/causes.ts";
import { type ExplainStep, foundCause, noResult, ruledOut } from "./step.ts";

const setSecretCall = ({ sourceName }: ExplainContext): string => `npx hookbridge secrets set ${sourceName}`;
const rotateSecretCall = ({ sourceName }: ExplainContext): string =>
  `npx hookbridge secrets rotate ${sourceName}`;

const alsoTimed = (context: ExplainContext, judged: VariantVerdict) => timeCauses(context, judged);

/** A secret in the place of one of the source's. */
interface Candidate {
  readonly secret: Secret;
  readonly what: string;
}

/** Tries many secrets in one attempt; those of the source are kept beside them, for schemes that need several. */
async function tryCandidates(context: ExplainContext, candidates: readonly Candidate[]) {
  if (candidates.length === 0) return undefined;
  const secrets = [...candidates.map(({ secret }) => secret), ...context.secrets];
  const judged = await context.judge({ secrets });
  if (!judged.right) return undefined;
  // Where its time says no more, each is asked alone.
  let index = judged.secretIndex;
  if (index === undefined)
    for (const [at, { secret }] of candidates.entries())
      if ((await context.judge({ secrets: [secret, ...context.secrets] })).right) {
        index = at;
        break;
      }
  const candidate = index === undefined ? undefined : candidates[index];
  return candidate && { candidate, judged };
}

/** Texts that a configured secret may stand for, each with the secret's role and without one. */
function variantsOf(
  context: ExplainContext,
  of: (text: string) => readonly { text: string; what: string }[],
): readonly Candidate[] {
  const roles = secretRoles(context.provider);
  const seen = new Set<string>();
  return context.question.configuredSecrets.flatMap((stored) => {
    const { role } = secretOf(stored, roles);
    const value = secretOf(stored, roles).reveal();
    const texts = [...of(value), ...(role === undefined ? [] : of(stored))];
    return texts.flatMap(({ text, what }): readonly Candidate[] => {
      const inner = secretOf(text, roles);
      const key = `${inner.role} ${text}`;
      if (text.trim() === "" || seen.has(key)) return [];
      seen.add(key);
      const asRole =
        role !== undefined && inner.role === undefined ? [{ secret: new Secret(text, role), what }] : [];
      return [...asRole, { secret: inner, what }];
    });
  });
}

/** Something stands around the right secret. */
export const wrappedSecret: ExplainStep = async ({ context }) => {
  const candidates = variantsOf(context, (text) =>
    unwrappedTexts(text).map((one) => ({ text: one, what: "" })),
  );
  const found = await tryCandidates(context, candidates);
  if (!found)
    return ruledOut(
      "something around the secret (quotation marks, JSON, a variable's name, Bearer, an invisible character)",
    );
  const [fault] = secretFaultsOf(context.provider, context.secrets);
  return foundCause(
    {
      cause: "secret-wrapped",
      proven: true,
      evidence: `It matches without what stands around the secret.${fault ? ` ${fault.what}` : ""}`,
      fix: "Store the bare secret: without quotation marks, JSON, a name, a word such as Bearer, or an invisible character.",
      command: setSecretCall(context),
    },
    ...alsoTimed(context, found.judged),
  );
};

/** The right secret in another notation. */
export const decodedSecret: ExplainStep = async ({ context }) => {
  const { form } = context.provider.setup;
  const { secretSides } = context.provider.marks ?? {};
  const keys = context.signatures.flatMap((signature) => {
    const key = "key" in signature ? signature.key : undefined;
    if (typeof key !== "object") return [];
    return "prefix" in key ? [key.prefix] : "textPrefix" in key ? [key.textPrefix] : [];
  });
  const begins = [form?.begins ?? "", secretSides?.test ?? "", secretSides?.live ?? "", ...keys].filter(
    Boolean,
  );
  const found = await tryCandidates(
    context,
    variantsOf(context, (text) =>
      [text, ...unwrappedTexts(text).slice(0, 12)].flatMap((one) => notationsOf(one, begins)),
    ),
  );
  if (!found)
    return ruledOut("the secret in another notation (base64, hex, text, with and without its beginning)");
  return foundCause(
    {
      cause: "secret-decoding",
      proven: true,
      evidence: `It matches once the secret is ${found.candidate.what}.`,
      fix: `Store the secret again exactly as it is at ${context.provider.name}, in no other notation.`,
      command: setSecretCall(context),
    },
    ...alsoTimed(context, found.judged),
  );
};

/** A secret that the source had before. */
export const removedSecret: ExplainStep = async ({ context }) => {
  const former = secretsAs(context.provider, context.question.formerSecrets);
  const found = await tryCandidates(
    context,
    former.map((secret) => ({ secret, what: "" })),
  );
  if (!found)
    return former.length > 0
      ? ruledOut(`the source's ${former.length} former secret${former.length > 1 ? "s" : ""}`)
      : noResult;
  return foundCause(
    {
      cause: "secret-removed",
      proven: true,
      evidence: `It matches with a secret that the source had before: ${context.provider.name} still signs with it.`,
      fix: "Put it back behind the new one until the vendor has changed over, or give the vendor the new one.",
      command: rotateSecretCall(context),
    },
    ...alsoTimed(context, found.judged),
  );
};

/** The secret of another source. */
export const otherSourcesSecret: ExplainStep = async ({ context }) => {
  const { question, provider, sourceName } = context;
  const others = question.otherSources.filter(({ name }) => name !== sourceName);
  const sorted = [
    ...others.filter((one) => one.provider === provider.id),
    ...others.filter((one) => one.provider !== provider.id),
  ];
  const candidates = sorted.flatMap(({ name, secrets }) =>
    secrets.flatMap((text) =>
      [secretOf(text, secretRoles(provider)), new Secret(text)].map((secret) => ({ secret, what: name })),
    ),
  );
  const found = await tryCandidates(context, candidates);
  if (!found)
    return others.length > 0
      ? ruledOut(
          `the secrets of ${others.length === 1 ? "another source" : `${others.length} other sources`}`,
        )
      : noResult;
  const name = found.candidate.what;
  return foundCause(
    {
      cause: "secret-of-other-source",
      proven: true,
      evidence: `It matches with the secret of the source ${name}.`,
      fix: `The URL at ${provider.name} should end in /hooks/${name}, or the two sources have each other's secret.`,
      command: `npx hookbridge secrets list`,
    },
    ...alsoTimed(context, found.judged),
  );
};

/** Basic authentication with the right password and another user. */
export const otherUser: ExplainStep = async ({ context }) => {
  const [, encoded] = /^basic +(\S+)$/i.exec(context.request.headers.get("authorization") ?? "") ?? [];
  if (encoded === undefined || !signaturesOf(context.provider).some((one) => schemeOf(one).sendsSecret))
    return noResult;
  const given = Buffer.from(encoded, "base64").toString();
  const user = given.slice(0, Math.max(0, given.indexOf(":")));
  const candidates = context.secrets.flatMap((secret): readonly Candidate[] => {
    const text = secret.reveal().trim();
    const password = text.slice(text.indexOf(":") + 1);
    return [
      { secret: new Secret(`${user}:${password}`, secret.role), what: "user" },
      { secret: new Secret(`${user}:${text}`, secret.role), what: "user" },
      // User and password changed places.
      ...(text.includes(":")
        ? [
            {
              secret: new Secret(`${password}:${text.slice(0, text.indexOf(":"))}`, secret.role),
              what: "swapped",
            },
          ]
        : []),
    ];
  });
  const found = await tryCandidates(context, candidates);
  if (!found) return ruledOut("the right password with another user");
  const swapped = found.candidate.what === "swapped";
  return foundCause({
    cause: "user-differs",
    proven: true,
    evidence: swapped
      ? "User and password came in each other's place."
      : `The password is right, the user is not: ${JSON.stringify(user)} came.`,
    fix: `Enter the same user at ${context.provider.name} as in the source's secret, which is user:password.`,
    command: setSecretCall(context),
  });
};
