import type { Category } from "./categories.ts";
import type { Condition } from "./condition.ts";
import type { Handshake, HeaderEcho } from "./handshake.ts";
import { memoizeFor } from "./memoize.ts";
import type { Pointer, Value, Values } from "./pointers.ts";
import type { Signature } from "./signature.ts";
import type { WordRules } from "./words/words.ts";

/** How an event is read from a delivery. A value that is missing there is left out of the event. */
export interface EventRules {
  /** Parts of the vendor's event name, joined with `.`; missing ones are skipped. */
  readonly type?: readonly Value[];
  /** The vendor's id of the event; a signed one counts first. */
  readonly id?: Values;
  /** When it happened; the forms are those of `toRfc3339`. */
  readonly time?: Values;
  /** CloudEvents `subject`: what it is about. */
  readonly subject?: Values;
  /** CloudEvents `source`: where at the vendor it happened, as a URI. */
  readonly origin?: Values;
  /**
   * Entity and action by event name or its beginning (`invoice.*`). Without an action, the verb at the end of the
   * name says it: behind a beginning, only if nothing else is there.
   */
  readonly words?: WordRules;
}

/** A value that differs between genuine events which look like duplicates. */
export type Distinction =
  | Value
  // The time of signing, where nothing else differs.
  | "signing-time";

/** `distinct` as a list. */
export const distinctionsOf = ({ distinct = [] }: ProviderEvents): readonly ("delivery" | Distinction)[] =>
  typeof distinct === "string" ? [distinct] : distinct;

/** Whether two genuine events of a vendor can have the same signed bytes. */
export interface EqualDeliveries {
  /** `unknown` where neither the vendor's pages nor recorded deliveries tell. */
  readonly possible: boolean | "unknown";
  /** What differs between events and stays the same on a retry, and where that is known from. */
  readonly why: string;
}

/** What a vendor does with a delivery that failed. */
export interface Retries {
  /**
   * Hours from the first attempt to the last one; 0 where the vendor never tries again. Undefined where it does
   * not say.
   */
  readonly hours?: number;
  /**
   * Whether each attempt is signed anew, or carries the first one's signature and time. Undefined where the
   * vendor does not say, and where no time is signed.
   */
  readonly signed?: "anew" | "once";
  /** The page or code that says so, or where it was looked for. */
  readonly source: string;
}

/** How a provider's deliveries become events. */
export interface ProviderEvents extends EventRules {
  /** EventBridge `Source`; the CloudEvents type is this, a dot and the event name. */
  readonly source: string;
  readonly type: readonly Value[];
  /** Arrays that carry one event per item; `*` in their path stands for every element. */
  readonly each?: Pointer | readonly Pointer[];
  /** Lists in an item of `each` that carry one event per element instead. An item without them is one event. */
  readonly inner?: readonly `item:/${string}`[];
  /** Likewise, in those items; the payload of an element is the item with that element alone in its lists. */
  readonly parts?: readonly `item:/${string}`[];
  /** Form field that holds the JSON, where the vendor wraps it in a form. */
  readonly payload?: `form:${string}`;
  /** The payload, where the body is an envelope around it. */
  readonly data?: Pointer;
  /**
   * Distinguishes genuine events with equal bodies, or with ids that are unique to their origin only. Of
   * several values, all that are present count.
   *
   * `delivery`: nothing differs, so every accepted request without an id is an event of its own.
   */
  readonly distinct?: "delivery" | Distinction | readonly Distinction[];
  /** Why there is a `distinct` or none. */
  readonly equalDeliveries?: EqualDeliveries;
  /** What names, words, subject, time and origin were checked against: captured payloads, schemas, type packages. */
  readonly checkedAgainst?: readonly string[];
  /** Beginnings of names whose end the vendor's users choose: no list has them all. */
  readonly namedByUsers?: readonly string[];
  /** Select `cases` by their names: each value may name one. */
  readonly by?: Values;
  /**
   * Rules for some kinds of deliveries, on top of those above. Of several, the first that `by` names counts most.
   * Their words are looked for before those above.
   */
  readonly cases?: Readonly<Record<string, EventRules>>;
}

/** An answer to accepted deliveries that meet its condition. */
export type Reply = Partial<Condition> & (FixedReply | HeaderEcho);

/** The same answer to every delivery. */
export interface FixedReply {
  readonly status: number;
  /** Default: empty. */
  readonly body?: string;
  readonly contentType?: string;
  /** The body as JSON, in place of `body`. */
  readonly json?: Readonly<Record<string, unknown>>;
}

/** The form of secrets that are text. */
export interface SecretText {
  /** How each begins. */
  readonly begins?: string;
  /** Fewest characters. */
  readonly least?: number;
  /** Most characters. */
  readonly most?: number;
}

/** A value that tells requests of a vendor's test side from live ones. */
export interface SideMark {
  readonly at: Value;
  /** Its texts on the test side. */
  readonly test?: readonly string[];
  /** Its texts on the live side. */
  readonly live?: readonly string[];
}

/** By what a vendor's requests are known, beside their signature. Nothing of it decides whether one is accepted: `explain` reads it. */
export interface ProviderMarks {
  /** How its user agents begin. */
  readonly userAgents?: readonly string[];
  /** Lower-case names of headers that no other vendor sends, beside those of signature and event. */
  readonly headers?: readonly string[];
  /** What tells its test side from the live one. */
  readonly sides?: readonly SideMark[];
  /** How secrets of either side begin. */
  readonly secretSides?: { readonly test: string; readonly live: string };
  /** How it signed before, or signs beside: enough for a proof, never for an acceptance. */
  readonly formerSignatures?: readonly Signature[];
  /** Lower-case names of the headers of such signatures, where their rule is not known. */
  readonly formerHeaders?: readonly string[];
  /** Its JSON has its keys in the order of their names: no sign that something has sorted them. */
  readonly sortsKeys?: true;
}

/** A SaaS product that sends webhooks: how to verify it, answer its handshakes and read its events. */
export interface Provider {
  /** Kebab-case; also the name of its file. */
  readonly id: string;
  /** Other names under which it is exported: a vendor's older name, or one for each of its schemes. */
  readonly aliases?: readonly string[];
  /** The product's name, as its vendor writes it. */
  readonly name: string;
  readonly category: Category;
  /** URL of the vendor's page on its webhooks. */
  readonly docs: string;
  readonly setup: {
    /** Menu path in the vendor's console. */
    readonly where: string;
    /** Where the secret comes from. */
    readonly secret: "issued-by-provider" | "chosen-by-you" | "handed-over" | "public-key" | "identifier";
    /** What else to set there. */
    readonly note?: string;
    /** What the vendor says of its secrets. One of another form is warned of and used: vendors change forms. */
    readonly form?: SecretText;
  };
  /** Seconds after which the vendor stops waiting; undefined where it does not say. */
  readonly deadlineSeconds?: number;
  readonly retries?: Retries;
  /** Methods of deliveries. Default: POST only. Handshakes have their own. */
  readonly methods?: readonly string[];
  /**
   * One scheme, or several: the first that the request carries decides, without a fallback to a weaker one.
   */
  readonly signature: Signature | readonly Signature[];
  readonly handshakes?: readonly Handshake[];
  /** Answers to accepted deliveries: the first whose condition is met. Default: `200` with an empty body. */
  readonly reply?: Reply | readonly Reply[];
  readonly event: ProviderEvents;
  /** By what else its requests are known. */
  readonly marks?: ProviderMarks;
}

/** Returns its argument; it makes the compiler check a provider's file. */
export const defineProvider = (provider: Provider): Provider => provider;

/** The methods of its deliveries and handshakes. */
export function methodsOf({ methods = ["POST"], handshakes = [] }: Provider): readonly string[] {
  return [...new Set([...methods, ...handshakes.map(({ method = "POST" }) => method)])];
}

/** The provider's schemes as a list. */
export const signaturesOf = memoizeFor(({ signature }: Provider): readonly Signature[] => [signature].flat());
