import { listOf, pointersIn } from "../../core/pointers.ts";
import { isCovered } from "../../core/proof.ts";
import { distinctionsOf, type Provider, signaturesOf } from "../../core/provider.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { Signature } from "../../core/signature.ts";
import { schemeOf } from "../../signatures/choose.ts";
import type { KnownEvents } from "./known-events.ts";

const someRequest: WebhookRequest = {
  method: "POST",
  url: "https://hooks.example.com/hooks/it",
  query: "",
  headers: new Map([["content-type", "application/json"]]),
  body: new TextEncoder().encode("{}"),
};

/** Signed, although only the request itself says so: in a list of its signed headers, or as the nonce of the text. */
export const signedByRequest: ReadonlySet<string> = new Set([
  "header:x-contentful-topic",
  "header:x-plivo-signature-v3-nonce",
]);

/** True for what the signature covers, for headers that its text is made of, and for the time of signing. */
function covers(signature: Signature, pointer: string): boolean {
  const scheme = schemeOf(signature);
  return (
    signedByRequest.has(pointer) ||
    isCovered(scheme.prove(signature, someRequest), pointer) ||
    scheme.proofHeaders?.(signature).some((name) => `header:${name}` === pointer) === true ||
    ("timestamp" in signature && signature.timestamp === pointer)
  );
}

/** True when each of a provider's schemes signs the values at these pointers. */
const isSigned = (provider: Provider, pointers: readonly string[]): boolean =>
  signaturesOf(provider).every((signature) => pointers.every((pointer) => covers(signature, pointer)));

/** What counts, besides the signed text, in a provider's deduplication keys, and whether it is signed. */
export function distinctionTexts(
  provider: Provider,
): readonly { readonly text: string; readonly signed: boolean }[] {
  return distinctionsOf(provider.event).map((distinction) => {
    if (distinction === "delivery") return { text: "every accepted request", signed: false };
    if (distinction === "signing-time") return { text: "the time of signing", signed: true };
    return { text: `\`${distinction}\``, signed: isSigned(provider, pointersIn(distinction)) };
  });
}

function toldApartBy(provider: Provider): string {
  const others = distinctionTexts(provider).map(({ text, signed }) =>
    signed ? text : `${text} (not signed)`,
  );
  const id = listOf(provider.event.id).find((value) => isSigned(provider, pointersIn(value)));
  return [...(id ? [`its id, \`${id}\``] : ["the signed text"]), ...others].join("; ");
}

const possibleTexts = new Map<boolean | "unknown" | undefined, string>([
  [true, "yes"],
  [false, "no"],
  ["unknown", "not known"],
]);

const signedTexts = { anew: "anew each time", once: "once" } as const;

/** The time limits of a provider's schemes, in words. */
function windowsOf(provider: Provider): string {
  const limits = signaturesOf(provider).flatMap((signature): readonly string[] => {
    const { toleranceSeconds, maxAgeSeconds } = signature as {
      readonly toleranceSeconds?: number | "unlimited";
      readonly maxAgeSeconds?: number;
    };
    const limit = toleranceSeconds ?? maxAgeSeconds;
    return limit === undefined ? [] : [typeof limit === "number" ? `${limit} s` : limit];
  });
  return [...new Set(limits)].join(", ") || "–";
}

function retriesText({ retries }: Provider): string {
  if (retries?.hours === undefined) return "not said";
  if (retries.hours === 0) return "never";
  const minutes = Math.round(retries.hours * 60);
  return minutes < 120 ? `for ${Math.max(1, minutes)} min` : `for ${Math.round(retries.hours * 10) / 10} h`;
}

/** A text in a cell of a Markdown table. */
const cell = (text: string): string => text.replaceAll("|", "\\|");

const factTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows.map((row) => row.map(cell))]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");

const linked = ({ id, name }: Provider): string => `[${name}](providers.md#${id})`;

/** The providers whose keys hold a value that is not signed, by that value: a list for SECURITY.md. */
export function unsignedDistinctions(providers: readonly Provider[]): string {
  const named = providers.flatMap((provider) =>
    distinctionTexts(provider).flatMap(({ text, signed }) => (signed ? [] : [{ text, name: provider.name }])),
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
 * @param recorded how many requests of a provider are recorded
 */
export function providerFactsText(
  providers: readonly Provider[],
  known: Readonly<Record<string, KnownEvents>>,
  recorded: (id: string) => number,
): string {
  const equal = providers.map((provider) => {
    const { possible, why = "" } = provider.event.equalDeliveries ?? {};
    return [linked(provider), possibleTexts.get(possible) ?? "", toldApartBy(provider), why];
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
      String(recorded(provider.id)),
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
