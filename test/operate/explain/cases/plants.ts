/** Secrets in places where nobody expects them. */
import type { Case } from "./question.ts";
import type { Random } from "./random.ts";
import { type Header, requestOf, type Wire, wireBytes } from "./wire.ts";

type Plant = (wire: Wire, text: string) => Wire;

const inHeader =
  (name: string, before = "", after = ""): Plant =>
  (wire, text) => ({ ...wire, headers: [...wire.headers, [name, before + text + after]] });

const inBody =
  (write: (text: string) => string): Plant =>
  (wire, text) => {
    const body = Buffer.from(wire.body)
      .toString("latin1")
      .replace(/\}\s*$/, () => `,${write(text)}}`);
    return { ...wire, body: Buffer.from(body, "latin1") };
  };

const inQuery =
  (name: string): Plant =>
  (wire, text) => ({
    ...wire,
    target: `${wire.target}${wire.target.includes("?") ? "&" : "?"}${name}=${encodeURIComponent(text)}`,
  });

/** Header values are text of one line. */
const oneLine = (text: string): string => text.replace(/[^\x20-\x7e]/g, "");

const plants: Readonly<Record<string, Plant>> = {
  "query-token": inQuery("token"),
  "query-key": inQuery("api_key"),
  "query-plain": inQuery("shop"),
  "query-name": (wire, text) => inQuery(encodeURIComponent(text))(wire, "1"),
  "header-debug": inHeader("X-Debug"),
  "header-authorization": inHeader("X-Api-Authorization", "Bearer "),
  cookie: inHeader("Cookie", "session="),
  "user-agent": (wire, text) => ({
    ...wire,
    headers: wire.headers.map(
      ([name, value]): Header =>
        name.toLowerCase() === "user-agent" ? [name, `acme/1.0 (${text})`] : [name, value],
    ),
  }),
  "forwarded-host": inHeader("X-Forwarded-Host", "", ".example"),
  "forwarded-prefix": inHeader("X-Forwarded-Prefix", "/"),
  "original-uri": inHeader("X-Original-URI", "/hooks/acme?key="),
  "rewrite-url": inHeader("X-Rewrite-URL", "/hooks/", "/acme"),
  "trace-id": inHeader("X-Amzn-Trace-Id", "Root=1-"),
  "request-start": inHeader("X-Request-Start", "t="),
  "content-encoding": inHeader("Content-Encoding"),
  "signature-like": inHeader("X-Signature", "sha256="),
  "header-name": (wire, text) => ({
    ...wire,
    headers: [...wire.headers, [`x-${text.replace(/[^A-Za-z0-9-]/g, "")}`, "1"]],
  }),
  "body-value": inBody((text) => `"note":${JSON.stringify(text)}`),
  "body-key": inBody((text) => `${JSON.stringify(text)}:1`),
  "body-twice": inBody((text) => `"a":${JSON.stringify(text)},"b":${JSON.stringify(text + text)}`),
  "body-environment": inBody((text) => `"environment":${JSON.stringify(text)}`),
  "body-type": inBody((text) => `"type":${JSON.stringify(text)}`),
  "body-challenge": inBody((text) => `"challenge":${JSON.stringify(text)},"type":"url_verification"`),
};

const writings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => Array.from(text).reverse().join(""),
  (text) => Buffer.from(text).toString("base64"),
  (text) => Buffer.from(text).toString("hex"),
  (text) => `${text}-and-more`,
  (text) => `id_${text}`,
];

/** The secrets that are kept somewhere: no other can be known for one. */
const allSecrets = ({ question }: Case): readonly string[] =>
  [
    ...question.configuredSecrets,
    ...question.formerSecrets,
    ...question.otherSources.flatMap(({ secrets }) => secrets),
  ].map(oneLine);

function wireOf({ question }: Case): Wire {
  const request = requestOf(question.request, question.publicUrl);
  const { pathname } = new URL(question.publicUrl);
  return {
    method: request.method,
    target: request.query === "" ? pathname : `${pathname}?${request.query}`,
    headers: [...request.headers],
    body: request.body,
  };
}

/** The case with one of its secrets in one to three odd places. It need not be refused for its own cause any more. */
export function planted(asked: Case, random: Random): Case {
  const secrets = allSecrets(asked).filter((text) => text.length > 3);
  if (secrets.length === 0) return asked;
  const names = random.shuffled(Object.keys(plants)).slice(0, random.whole(1, 3));
  let wire = wireOf(asked);
  for (const name of names) wire = plants[name]?.(wire, random.pick(writings)(random.pick(secrets))) ?? wire;
  return {
    ...asked,
    id: `${asked.id} with ${names.join(", ")}`,
    question: { ...asked.question, request: wireBytes(wire) },
  };
}

/** The case with a secret as the last part of its URL, where the source's name stands. */
export function inPath(asked: Case, random: Random): Case {
  // Where a kept text is a name, it may be that of the source as well.
  if (asked.word === "identity-differs") return asked;
  const secrets = allSecrets(asked).filter((text) => /^[\w.-]{8,}$/.test(text));
  if (secrets.length === 0) return asked;
  const publicUrl = asked.question.publicUrl.replace(/[^/]*$/, random.pick(secrets));
  const wire = wireOf(asked);
  const target = wire.target.replace(/^[^?]*/, new URL(publicUrl).pathname);
  return {
    ...asked,
    id: `${asked.id} with a secret in its path`,
    question: { ...asked.question, publicUrl, request: wireBytes({ ...wire, target }) },
  };
}

/** The case with a secret so short that a piece of it is all of it. */
export function shortened(asked: Case, random: Random): Case {
  const short = `${random.letters(2)}!${random.letters(2)}`;
  const configuredSecrets = [short, ...asked.question.configuredSecrets];
  return {
    ...asked,
    id: `${asked.id} with a short secret`,
    question: { ...asked.question, configuredSecrets },
  };
}
