import { factsOf } from "../../../core/facts.ts";
import { memoizeFor } from "../../../core/memoize.ts";
import { pointersIn, readValue } from "../../../core/pointers.ts";
import type { Provider } from "../../../core/provider.ts";
import { signaturesOf } from "../../../core/provider.ts";
import type { WebhookRequest } from "../../../core/request.ts";
import { chooseScheme } from "../../../signatures/choose.ts";
import type { ExplainContext } from "../engine/context.ts";
import { neededPlaces } from "../signature/places.ts";

/** How well a request fits a vendor. */
export interface VendorFit {
  readonly provider: Provider;
  readonly score: number;
  /** What of it is the vendor's: names of headers, or words. */
  readonly signs: readonly string[];
}

/** Headers that say nothing of a vendor. */
const anybodys = new Set([
  "authorization",
  "content-type",
  "x-request-id",
  "user-agent",
  "x-signature",
  "signature",
  "x-timestamp",
  "date",
  "host",
  "idempotency-key",
]);

const headersIn = (values: readonly string[]): readonly string[] =>
  values.flatMap((value) => (value.startsWith("header:") ? value.slice("header:".length) : []));

/** The headers of a vendor's own: those of its signatures, and those that its events are read from. */
const vendorHeaders = memoizeFor((provider: Provider) => {
  const { event } = provider;
  const rules = [event, ...Object.values(event.cases ?? {})];
  const values = rules.flatMap(({ type = [], id, time, subject, origin }) =>
    [type, id, time, subject, origin].flatMap((one) => pointersIn(one)),
  );
  const handshakes = (provider.handshakes ?? []).flatMap(({ when, token }) =>
    [when ?? [], token?.from ?? []].flat(),
  );
  return {
    signature: new Set(headersIn(signaturesOf(provider).flatMap(neededPlaces))),
    event: new Set([...headersIn([...values, ...handshakes]), ...(provider.marks?.headers ?? [])]),
  };
});

const sharedBy = memoizeFor((catalogue: readonly Provider[]) => {
  const counts = new Map<string, number>();
  for (const provider of catalogue) {
    const { signature, event } = vendorHeaders(provider);
    for (const name of new Set([...signature, ...event])) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
});

const agentOf = ({ headers }: WebhookRequest): string => headers.get("user-agent") ?? "";

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");

/** True where a user agent names the vendor. */
function namesVendor(agent: string, { id, name, marks }: Provider): boolean {
  if (marks?.userAgents?.some((beginning) => agent.toLowerCase().startsWith(beginning.toLowerCase())))
    return true;
  const plain = lettersOf(agent);
  return [id, name].map(lettersOf).some((word) => word.length > 4 && plain.includes(word));
}

function fitOf(provider: Provider, request: WebhookRequest, counts: ReadonlyMap<string, number>): VendorFit {
  const { signature, event } = vendorHeaders(provider);
  const signs: string[] = [];
  let score = 0;
  for (const name of new Set([...event, ...signature])) {
    if (!request.headers.has(name) || anybodys.has(name)) continue;
    const shared = counts.get(name) ?? 1;
    score += (event.has(name) ? 3 : 2.5) / Math.sqrt(shared);
    signs.push(`the header ${name}`);
  }
  if (namesVendor(agentOf(request), provider)) {
    score += 4;
    signs.push("the user agent");
  }
  return { provider, score, signs };
}

const bodyShape = (provider: Provider, request: WebhookRequest): number => {
  const facts = factsOf(request, provider.event.payload);
  const plain = [provider.event.type ?? [], provider.event.id ?? [], provider.event.time ?? []]
    .flatMap((one) => (typeof one === "string" ? [one] : one))
    .filter((value) => /^(?:body|form):\//.test(value) || /^form:/.test(value));
  const found = plain.filter((value) => readValue(facts, value) !== undefined).length;
  return plain.length === 0 ? 0 : found / plain.length;
};

/** Largest body that is read once for each vendor. */
const mostBytesRead = 65_536;

/** True where a vendor knows the name of the request's event. */
function knowsEvent({ event }: Provider, request: WebhookRequest): boolean {
  const facts = factsOf(request, event.payload);
  const parts = (event.type ?? []).filter((value) => /^(?:body|form|header):/.test(value));
  const name = parts.flatMap((value) => readValue(facts, value) ?? []).join(".");
  const names = Object.keys(event.words ?? {});
  return (
    name.length > 3 &&
    names.some((known) => known === name || (known.endsWith(".*") && name.startsWith(known.slice(0, -1))))
  );
}

/** How well a request fits each vendor, the best first. Vendors that it does not fit at all are left out. */
export function vendorFits({ catalogue, request, provider }: ExplainContext): readonly VendorFit[] {
  const counts = sharedBy(catalogue);
  return catalogue
    .map((one) => {
      const fit = fitOf(one, request, counts);
      const carries = chooseScheme(signaturesOf(one), request) !== undefined ? 0.5 : 0;
      const isShort = request.body.length < mostBytesRead;
      const known = isShort && knowsEvent(one, request) ? 1.5 : 0;
      if (fit.score === 0 && (carries === 0 || known === 0)) return fit;
      const signs = known > 0 ? [...fit.signs, "the name of its event"] : fit.signs;
      return { ...fit, signs, score: fit.score + carries + known + (isShort ? bodyShape(one, request) : 0) };
    })
    .filter(({ score, provider: { id } }) => score > 0 || id === provider.id)
    .toSorted((one, other) => other.score - one.score);
}

/** The vendor whose request it plainly is, where that is not the source's. */
export function strayVendor(
  fits: readonly VendorFit[],
  { provider, signatures, request }: ExplainContext,
): VendorFit | undefined {
  const own = fits.find((fit) => fit.provider.id === provider.id);
  const [best] = fits;
  if (!best || best.provider.id === provider.id) return undefined;
  const ownScore = own?.score ?? 0;
  const carriesOwn = chooseScheme(signatures, request) !== undefined;
  const lead = best.score - ownScore;
  return lead >= (carriesOwn ? 3 : 2) ? best : undefined;
}
