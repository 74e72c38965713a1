import type { KnownEvents } from "../../config/known-events/known-events.ts";
import { listOf, pointersIn, type Value } from "../../core/pointers.ts";
import { isCovered } from "../../core/proof.ts";
import { distinctionsOf, type Provider, signaturesOf } from "../../core/provider.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { Signature } from "../../core/signature.ts";
import { retriesText } from "../../operate/catalogue/retries-text.ts";
import { schemeOf } from "../../signatures/choose.ts";
import { windowOf } from "../../signatures/describe.ts";

const someRequest: WebhookRequest = {
  method: "POST",
  url: "https://hooks.example.com/hooks/it",
  query: "",
  headers: new Map([["content-type", "application/json"]]),
  body: new TextEncoder().encode("{}"),
};

/** The recorded requests of a provider, as texts. */
export type RecordedTexts = (id: string) => readonly string[];

/** True for a header that every recorded request lists among its signed ones, in the header `listedIn`. */
function isListed(pointer: string, listedIn: string, texts: readonly string[]): boolean {
  const list = new RegExp(`^${listedIn}:(.*)$`, "im");
  const names = texts.map((text) => (list.exec(text)?.[1] ?? "").split(",").map((name) => name.trim()));
  return names.length > 0 && names.every((signed) => signed.some((name) => `header:${name}` === pointer));
}

/** True for what the signature covers, for headers that its text is made of, and for the time of signing. */
function covers(signature: Signature, pointer: string, texts: readonly string[]): boolean {
  const scheme = schemeOf(signature);
  return (
    isCovered(scheme.prove(signature, someRequest), pointer) ||
    scheme.proofHeaders?.(signature).some((name) => `header:${name}` === pointer) === true ||
    ("timestamp" in signature && signature.timestamp === pointer) ||
    ("signedHeaders" in signature && isListed(pointer, signature.signedHeaders, texts))
  );
}

/** True when each of a provider's schemes signs the values at the pointers of a rule. */
const isSigned = (provider: Provider, value: Value, recorded: RecordedTexts): boolean =>
  signaturesOf(provider).every((signature) =>
    pointersIn(value).every((pointer) => covers(signature, pointer, recorded(provider.id))),
  );

/** What counts, besides the signed text, in a provider's deduplication keys, and whether it is signed. */
function distinctionTexts(
  provider: Provider,
  recorded: RecordedTexts,
): readonly { readonly text: string; readonly signed: boolean }[] {
  return distinctionsOf(provider.event).map((distinction) => {
    if (distinction === "delivery") return { text: "every accepted request", signed: false };
    if (distinction === "signing-time") return { text: "the time of signing", signed: true };
    return { text: `\`${distinction}\``, signed: isSigned(provider, distinction, recorded) };
  });
}

/** What makes two deliveries of a provider two events. */
export function toldApartBy(provider: Provider, recorded: RecordedTexts): string {
  const others = distinctionTexts(provider, recorded).map(({ text, signed }) =>
    signed ? text : `${text} (not signed)`,
  );
  const id = listOf(provider.event.id).find((value) => isSigned(provider, value, recorded));
  return [...(id ? [`its id, \`${id}\``] : ["the signed text"]), ...others].join("; ");
}

const possibleTexts = new Map<boolean | "unknown" | undefined, string>([
  [true, "yes"],
  [false, "no"],
  ["unknown", "not known"],
]);

/** Whether two events of a provider can have the same signed bytes; empty where nobody asked. */
export const equalityText = ({ event }: Provider): string =>
  possibleTexts.get(event.equalDeliveries?.possible) ?? "";

const signedTexts = { anew: "anew each time", once: "once" } as const;

/** The time limits of a provider's schemes, in words. */
function windowsOf(provider: Provider): string {
  const limits = signaturesOf(provider).flatMap((signature): readonly string[] => {
    const window = windowOf(signature);
    return window === undefined ? [] : [typeof window === "number" ? `${window} s` : window];
  });
  return [...new Set(limits)].join(", ") || "–";
}

/** A text in a cell of a Markdown table. */
const cell = (text: string): string => text.replaceAll("|", "\\|");

/** A table as Markdown; a `|` in a cell does not end it. */
export const factTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows.map((row) => row.map(cell))]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");

const linked = ({ id, name }: Provider): string => `[${name}](providers/${id}.md)`;

/** The providers whose keys hold a value that is not signed, by that value: a list for SECURITY.md. */
export function unsignedDistinctions(providers: readonly Provider[], recorded: RecordedTexts): string {
  const named = providers.flatMap((provider) =>
    distinctionTexts(provider, recorded).flatMap(({ text, signed }) =>
      signed ? [] : [{ text, name: provider.name }],
    ),
  );
  const groups = Map.groupBy(named, ({ text }) => text);
  return [...groups]
    .map(([text, list]) => `  - ${text}: ${list.map(({ name }) => name).join(", ")}`)
    .sort()
    .join("\n");
}

/**
 * The text of docs/provider-facts.md: what was found out about each vendor, and where that is known from.
 * @param known src/providers/known-events.json
 */
export function providerFactsText(
  providers: readonly Provider[],
  known: Readonly<Record<string, KnownEvents>>,
  recorded: RecordedTexts,
): string {
  const equal = providers.map((provider) => {
    const { why = "" } = provider.event.equalDeliveries ?? {};
    return [linked(provider), equalityText(provider), toldApartBy(provider, recorded), why];
  });
  const retries = providers.map((provider) => {
    const { signed, source = "" } = provider.retries ?? {};
    return [
      linked(provider),
      retriesText(provider),
      signed ? signedTexts[signed] : "–",
      windowsOf(provider),
      source,
    ];
  });
  const attributes = providers.map((provider) => {
    const { whole = false, names = {} } = known[provider.id] ?? {};
    const count = new Set(Object.values(names).flat()).size;
    const against = provider.event.checkedAgainst ?? [];
    return [
      linked(provider),
      `${count}${whole ? ", all" : ""}`,
      String(recorded(provider.id).length),
      against.join("; ") || "only our reading of the documentation",
    ];
  });
  return `<!-- Generated by npm run gen; do not edit. -->

# What is known of each provider

What a bridge must know of a vendor and its documentation often leaves out, with where it is known from. A provider's file has it in \`retries\`,
\`event.equalDeliveries\` and \`event.checkedAgainst\`.

## Can two events have the same signed bytes?

If they can, something else must tell them apart, or the second is lost as a duplicate. A retry must look the same. What is not signed counts too, unless
the source has [\`strictDeduplication\`](configuration.md#strict-deduplication): then only signed content does.

${factTable(["provider", "possible", "told apart by", "why"], equal)}

## How long does the vendor try again?

*Window* is how old a signature may be. Where attempts are not signed anew, it covers the whole schedule.

${factTable(["provider", "tries again", "signed", "window", "source"], retries)}

## What were names, words, subject, time and origin checked against?

*Names* counts the event names in [known-events.json](../src/providers/known-events.json); *all* means that the vendor's own packages list every
name that we met. *Recorded* counts our recorded requests.

${factTable(["provider", "names", "recorded", "checked against"], attributes)}
`;
}
