import type { Category } from "../../../core/categories.ts";
import { isForm } from "../../../core/facts.ts";
import type { Json } from "../../../core/json/json.ts";
import { readValue } from "../../../core/pointers.ts";
import type { ExplainContext } from "../engine/context.ts";

/** A side of a vendor. */
export type Side = "test" | "live";

/** What names a side. */
export interface SideSign {
  readonly side: Side;
  /** `livemode is false`. */
  readonly what: string;
  /** True where the vendor's file knows it. Other signs count only beside a source that names its side. */
  readonly isKnown?: true;
}

const testWords = /^(?:test|testing|test[-_ ]?mode|sandbox|demo)$/i;
const liveWords = /^(?:live|live[-_ ]?mode|prod|production)$/i;

/** Names of members that say by true or false that it is the live side, or the test side. */
const liveFlags = /^(?:live_?mode|is_?production)$/i;
const testFlags =
  /^(?:test_?mode|is_?test(?:_?mode)?|test|sandbox|is_?sandbox|test_?event|is_?test_?event|test_?order|test_?notification)$/i;
/** Names of members that say it by a word. */
const sideNames = /^(?:mode|env|environment|environment_?type|domain|payment_?mode|live_?mode|key_?mode)$/i;

/** Vendors whose environments are their own: to a developer's tool, or in a page, the word means the customer's. */
const ownEnvironments: readonly Category[] = [
  "payments",
  "ecommerce",
  "mobile",
  "logistics",
  "documents",
  "identity",
  "comms",
  "hr",
  "standard",
  "custom",
];

function sideOfMember(name: string, value: Json): SideSign | undefined {
  if (typeof value === "object") return undefined;
  const text = String(value);
  const what = `${name} is ${text}`;
  const flag = /^(?:true|false|0|1)$/i.test(text) ? /^(?:true|1)$/i.test(text) : undefined;
  if (flag !== undefined && liveFlags.test(name)) return { side: flag ? "live" : "test", what };
  if (flag !== undefined && testFlags.test(name)) return { side: flag ? "test" : "live", what };
  if (!sideNames.test(name) || typeof value !== "string") return undefined;
  if (testWords.test(text)) return { side: "test", what };
  return liveWords.test(text) ? { side: "live", what } : undefined;
}

function sideInJson(value: Json | undefined, depth = 0): SideSign | undefined {
  if (typeof value !== "object" || value === null || depth > 4) return undefined;
  if (Array.isArray(value))
    return value
      .slice(0, 3)
      .map((one) => sideInJson(one as Json, depth + 1))
      .find(Boolean);
  const members = Object.entries(value) as readonly (readonly [string, Json])[];
  const here = members.map(([name, one]) => sideOfMember(name, one)).find(Boolean);
  return here ?? members.map(([, one]) => sideInJson(one, depth + 1)).find(Boolean);
}

function sideInTexts(text: string): SideSign | undefined {
  const [host] =
    /https:\/\/(?:[\w-]+\.)*(?:api-|api\.|[\w-]+-)?(?:sandbox|demo)[\w-]*\.[\w.-]+/i.exec(text) ?? [];
  return host === undefined ? undefined : { side: "test", what: `it names ${host}` };
}

/** The side that the request names: where its vendor's file says, then by usual names. */
export function sideOfRequest({ provider, facts, request }: ExplainContext): SideSign | undefined {
  for (const { at, test = [], live = [] } of provider.marks?.sides ?? []) {
    const value = readValue(facts, at);
    if (value === undefined) continue;
    const is = (texts: readonly string[]): boolean =>
      texts.some((text) => text.toLowerCase() === value.toLowerCase());
    const name = at.slice(Math.max(at.lastIndexOf("/"), at.indexOf(":")) + 1);
    if (is(test)) return { side: "test", what: `${name} is ${value}`, isKnown: true };
    if (is(live)) return { side: "live", what: `${name} is ${value}`, isKnown: true };
  }
  for (const [name, value] of request.headers) {
    if (!/environment|sandbox|livemode|test-?mode|-env$|-test$|-mode$/.test(name)) continue;
    if (testWords.test(value) || (/sandbox|test/.test(name) && /^(?:true|1)$/i.test(value)))
      return { side: "test", what: `${name} is ${value}` };
    if (liveWords.test(value)) return { side: "live", what: `${name} is ${value}` };
  }
  const { document } = facts;
  if (!ownEnvironments.includes(provider.category)) return undefined;
  const inJson = sideInJson(document?.value);
  if (inJson) return inJson;
  if (document === undefined && isForm(request.headers.get("content-type"))) {
    const fields = [...new URLSearchParams(Buffer.from(request.body).toString())];
    for (const [name, value] of fields) {
      const sign = sideOfMember(name, value);
      if (sign) return sign;
    }
  }
  return document && document.text.length < 200_000 ? sideInTexts(document.text) : undefined;
}

const testNames =
  /(?:^|[-_.])(?:test|tests|testing|sandbox|sbx|demo|dev|staging|stage|qa|uat|preview)(?:$|[-_.])/i;
const liveNames = /(?:^|[-_.])(?:live|prod|production|main)(?:$|[-_.])/i;

/** The side that the source is for: by its secret's beginning, then by its name. */
export function sideOfSource({ provider, secrets, sourceName }: ExplainContext): SideSign | undefined {
  const { test, live } = provider.marks?.secretSides ?? { test: "", live: "" };
  const texts = secrets.map((secret) => secret.reveal().trim());
  const begins = (beginning: string, usual: RegExp): boolean =>
    texts.some((text) => (beginning !== "" && text.startsWith(beginning)) || usual.test(text));
  const isTest = begins(test, /^(?:[a-z]{2,8}_)?(?:test|sandbox|sdbx)_/i);
  const isLive = begins(live, /^(?:[a-z]{2,8}_)?(?:live|prod|production)_/i);
  if (isTest !== isLive)
    return {
      side: isTest ? "test" : "live",
      what: `its secret is one of the ${isTest ? "test" : "live"} side`,
    };
  const [byTest, byLive] = [testNames.test(sourceName), liveNames.test(sourceName)];
  if (byTest !== byLive)
    return { side: byTest ? "test" : "live", what: `its name says ${byTest ? "test" : "live"}` };
  return undefined;
}
