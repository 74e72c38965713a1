import { similarNames } from "../core/text/similar-names.ts";
import { evidence } from "./witness.ts";

const explained = "CONTRIBUTING.md#a-fixture";

/** Members of a fixture's .json, and those of what is in it. */
const members = ["clock", "origin", "secrets", "outcome", "events", "answer", "fetched", "witness"];
const membersOf: Readonly<Record<string, readonly string[]>> = {
  events: ["type", "id", "subject", "time", "source", "entity", "action"],
  answer: ["status", "body", "contentType", "headers"],
  witness: ["kind", "by"],
};

const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function unknownMembers(value: unknown, known: readonly string[], where: string): readonly string[] {
  if (!isJsonObject(value)) return [`${where} is no object: ${explained}`];
  return Object.keys(value)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const similar = similarNames(name, known);
      const hint = similar.length > 0 ? `similar: ${similar.join(", ")}` : `it may have ${known.join(", ")}`;
      return `${where} has an unknown member "${name}"; ${hint}. ${explained}`;
    });
}

function witnessFaults(witness: unknown, file: string): readonly string[] {
  if (witness === undefined) return [`${file} has no "witness"; its kinds: ${explained}`];
  if (!isJsonObject(witness)) return [];
  const kinds = Object.keys(evidence);
  const { kind, by } = witness;
  return [
    ...(kinds.includes(String(kind))
      ? []
      : [
          `${file}: "witness.kind" is ${JSON.stringify(kind)}; it is one of ${kinds.join(", ")}: ${explained}`,
        ]),
    ...(typeof by === "string" && by.length > 12
      ? []
      : [
          `${file}: "witness.by" says who or what made the signature, in more than 12 characters: ${explained}`,
        ]),
  ];
}

/** What each member must be, in words and as a test. */
const forms: readonly (readonly [name: string, form: string, is: (value: unknown) => boolean])[] = [
  ["clock", "Unix seconds", (value) => Number.isSafeInteger(value)],
  [
    "origin",
    "scheme and host, and the path before /hooks/ if there is one",
    (value) => typeof value === "string" && /^https?:\/\/[^/?#]+(?:\/[^/?#]+)*$/.test(value),
  ],
  [
    "secrets",
    "a list of texts",
    (value) => Array.isArray(value) && value.every((text) => typeof text === "string"),
  ],
  ["outcome", '"accepted" or "handshake"', (value) => value === "accepted" || value === "handshake"],
];

/** What is wrong with the content of a fixture's .json, one line for each fault. */
export function faultsOf(content: unknown, file: string): readonly string[] {
  if (!isJsonObject(content)) return [`${file} is no object: ${explained}`];
  const { outcome, events, answer, witness } = content;
  const wanted = forms
    .filter(([name, , is]) => !is(content[name]))
    .map(([name, form]) => `${file}: "${name}" must be ${form}; it is ${JSON.stringify(content[name])}`);
  return [
    ...unknownMembers(content, members, file),
    ...wanted,
    ...(outcome === "accepted" && !Array.isArray(events)
      ? [`${file}: "events" must be the list of events that the request gives: ${explained}`]
      : []),
    ...(outcome === "handshake" && answer === undefined
      ? [`${file}: "answer" must be what the vendor is answered: ${explained}`]
      : []),
    ...(Array.isArray(events) ? events : []).flatMap((event, index) =>
      unknownMembers(event, membersOf.events ?? [], `${file}: "events" ${index}`),
    ),
    ...(answer === undefined ? [] : unknownMembers(answer, membersOf.answer ?? [], `${file}: "answer"`)),
    ...(witness === undefined ? [] : unknownMembers(witness, membersOf.witness ?? [], `${file}: "witness"`)),
    ...witnessFaults(witness, file),
  ];
}
