import { categories } from "../../../core/categories.ts";
import { methodsOf, type Provider, type SecretText, signaturesOf } from "../../../core/provider.ts";
import { evidence, type Witness } from "../../../recorded/witness.ts";
import { describeSignature } from "../../../signatures/describe.ts";
import { code } from "../../../signatures/parts/words.ts";
import { secretRoles } from "../../../signatures/secret-roles.ts";
import type { KnownEvents } from "../known-events.ts";
import { equalityText, type RecordedTexts, retriesText, toldApartBy } from "../provider-facts.ts";
import { camelCase } from "../provider-index.ts";
import { eventNamesText } from "./event-names.ts";
import { handshakeText, replyText } from "./handshake-text.ts";
import type { RecordedEvent } from "./recorded-event.ts";
import { shortenJson } from "./shorten-json.ts";

/** What a page is made of. */
export interface PageFacts {
  readonly provider: Provider;
  readonly known: KnownEvents;
  readonly witness: Witness | undefined;
  readonly recorded: RecordedTexts;
  readonly example: RecordedEvent | undefined;
}

const secretOrigins: Readonly<Record<Provider["setup"]["secret"], string>> = {
  "issued-by-provider": "the vendor issues it",
  "chosen-by-you": "you choose it",
  "handed-over": "the vendor sends it during pairing",
  "public-key": "the vendor's public key",
  identifier: "a value that ties deliveries to your account",
};

/** A placeholder such as <id> would be an HTML tag in Markdown, and vanish; within backticks it stays as it is. */
const withPlaceholders = (text: string): string =>
  text
    .split("`")
    .map((part, at) => (at % 2 === 0 ? part.replaceAll("<", "&lt;") : part))
    .join("`");

/** The form of a secret in words; empty where the vendor says nothing of it. */
function secretFormText({ begins, least, most }: SecretText): string {
  const bounds = [
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
  ];
  const length = least !== undefined && least === most ? String(most) : bounds.join(" and ");
  return [
    ...(begins === undefined ? [] : [`begins with ${code(begins)}`]),
    ...(length === "" ? [] : [`has ${length} characters`]),
  ].join(" and ");
}

function secretText(provider: Provider): string {
  const { secret, note, form } = provider.setup;
  const shape = form ? secretFormText(form) : "";
  const roles = secretRoles(provider)
    .filter((role) => !note?.includes(`${role}:`))
    .map((role) => code(`${role}:…`));
  return [
    `${secretOrigins[secret]}.`,
    ...(note ? [note] : []),
    ...(shape ? [`It ${shape}.`] : []),
    ...(roles.length > 0 ? [`Roles: ${roles.join(", ")}.`] : []),
    "[Store it, rotate it](../configuration.md#secrets).",
  ].join(" ");
}

/** The configuration of a bridge with one source. */
function configuration({ id }: Provider): string {
  const name = camelCase(id);
  const key = name === id ? id : JSON.stringify(id);
  return `\`\`\`ts
import { defineBridge } from "hookbridge";
import { ${name} } from "hookbridge/providers";

export default defineBridge({ buses: { main: {} }, sources: { ${key}: { provider: ${name}, bus: "main" } } });
\`\`\``;
}

/** A line of a list, unless there is nothing to say. */
const line = (label: string, text: string | undefined): readonly string[] =>
  text ? [`- **${label}**: ${withPlaceholders(text)}`] : [];

function setupText(provider: Provider): string {
  const { id, setup, aliases = [] } = provider;
  const lines = [
    ...line("Where", setup.where),
    ...line("URL", `\`<your bridge>/hooks/${id}\`: the source's name is its end`),
    ...line("Secret", secretText(provider)),
    ...line("Other names", aliases.map((name) => code(camelCase(name))).join(", ")),
  ];
  return `## Set it up\n\n${configuration(provider)}\n\n${lines.join("\n")}`;
}

function verificationText({ provider, witness, recorded }: PageFacts): string {
  const { deadlineSeconds, handshakes = [], reply = [], retries, event } = provider;
  const verified = [...new Set(signaturesOf(provider).map(describeSignature))];
  const methods = methodsOf({ ...provider, handshakes: [] });
  const source = retries?.source ? ` (${retries.source})` : "";
  const signed = retries?.signed === "once" ? ", with the first signature" : "";
  const { why } = event.equalDeliveries ?? {};
  const equal = why ? `. Two events with the same signed bytes: ${equalityText(provider)}. ${why}` : "";
  const lines = [
    ...line("Verified by", verified.join("; ")),
    ...line("Evidence", witness && `${evidence[witness.kind]}: ${witness.by}`),
    ...line("Methods", methods.join() === "POST" ? undefined : methods.join(", ")),
    ...line("Answer within", deadlineSeconds === undefined ? undefined : `${deadlineSeconds} s`),
    ...line("Answered with", [reply].flat().map(replyText).join("; ")),
    ...line("Tries again", `${retriesText(provider)}${signed}${source}`),
    ...line("Duplicates", `are recognized by ${toldApartBy(provider, recorded)}${equal}`),
    ...handshakes.flatMap((handshake) => line("Handshake", handshakeText(handshake))),
  ];
  return `## What is checked\n\n${lines.join("\n")}`;
}

/** An event as it is on the bus, without the attributes that are alike for every vendor. */
function exampleText({ provider: { id }, example }: PageFacts): string {
  if (!example) return "";
  const { name, event, detail } = example;
  const parsed = JSON.parse(detail) as Readonly<Record<string, unknown>>;
  const kept = ["id", "type", "source", "subject", "time", "entity", "action", "datacontenttype"];
  const attributes = kept.flatMap((key) =>
    parsed[key] === undefined || parsed[key] === "application/json"
      ? []
      : [`    ${JSON.stringify(key)}: ${JSON.stringify(parsed[key])}`],
  );
  const { payload } = event;
  const data =
    payload.kind === "json"
      ? [`    "data": ${shortenJson(payload.text, "    ")}`]
      : payload.kind === "bytes"
        ? [`    "data_base64": ${shortenJson(JSON.stringify(parsed.data_base64 ?? ""))}`]
        : [];
  const { eventSource, detailType } = event;
  return `The recorded request [${name}](../../test/fixtures/${id}/${name}.http), shortened:

\`\`\`json
{
  "source": ${JSON.stringify(eventSource)},
  "detail-type": ${JSON.stringify(detailType)},
  "detail": {
${[...attributes, ...data].join(",\n")}
  }
}
\`\`\``;
}

/** The text of docs/providers/<id>.md. */
export function providerPage(facts: PageFacts): string {
  const { provider, known } = facts;
  const { id, name, docs, category } = provider;
  const events = [eventNamesText(provider, known), exampleText(facts)].filter((part) => part !== "");
  return `<!-- Generated by npm run gen; do not edit. -->

# ${name}

${categories[category]} · [vendor's page](${docs}) · [source](../../src/providers/${id}.ts) · [all](../providers.md)

${setupText(provider)}

${verificationText(facts)}

## Events

${events.join("\n\n")}
`;
}
