import type { Category } from "./categories.ts";
import type { Condition } from "./condition.ts";
import type { Handshake, HeaderEcho } from "./handshake.ts";
import { memoizeFor } from "./memoize.ts";
import type { Pointer, Value, Values } from "./pointers.ts";
import type { Signature } from "./signature.ts";
import type { Words } from "./words/vocabulary.ts";

/** How events are read from a delivery. Everything is data; what is not there is left out of the event. */
export interface EventRules {
  /** Parts of the vendor's event name, joined with `.`; those that are missing are skipped. */
  readonly type?: readonly Value[];
  readonly id?: Values;
  readonly time?: Values;
  readonly subject?: Values;
  /** CloudEvents `source`: where at the vendor it happened, as a URI. */
  readonly origin?: Values;
  /**
   * What the vendor's event names mean in the words of core/vocabulary.ts, by name or by its beginning with a `*`. An entity without
   * an action leaves that to the end of the name.
   */
  readonly words?: Readonly<Record<string, Words>>;
}

/** What may tell two events apart that look alike. */
export type Distinction = Value | "signing-time";

/** `distinct` as a list. */
export const distinctionsOf = ({ distinct = [] }: ProviderEvents): readonly ("delivery" | Distinction)[] =>
  typeof distinct === "string" ? [distinct] : distinct;

export interface ProviderEvents extends EventRules {
  /** EventBridge `Source`; the CloudEvents type is this, a dot and the event name. */
  readonly source: string;
  readonly type: readonly Value[];
  /** Arrays that carry one event an item; `*` stands for every element on the way. */
  readonly each?: Pointer | readonly Pointer[];
  /** Form field that holds the JSON, at vendors that wrap it in a form. */
  readonly payload?: `form:${string}`;
  /** The part of the body that is the payload, at vendors whose body is an envelope. */
  readonly data?: Pointer;
  /**
   * Tells apart what only looks like a duplicate: bodies of the vendor that are equal though the events are not (`signing-time`,
   * where nothing else differs; `delivery`, where not even that is there: every accepted request without an id is an event of its
   * own), or ids that are unique to their origin only. Of several, all that are there count.
   */
  readonly distinct?: "delivery" | Distinction | readonly Distinction[];
  /** Other rules for some deliveries: `by` is read, and the case of that name overrides what stands above. */
  readonly by?: Values;
  readonly cases?: Readonly<Record<string, EventRules>>;
}

/** What an accepted delivery is answered with, where its condition is met. */
export type Reply = Partial<Condition> & (FixedReply | HeaderEcho);

/** Always the same answer. */
export interface FixedReply {
  readonly status: number;
  readonly body?: string;
  readonly contentType?: string;
  /** The body as JSON, in place of `body`. */
  readonly json?: Readonly<Record<string, unknown>>;
}

/** A SaaS product that sends webhooks: how to verify it, answer its handshakes and read its events. */
export interface Provider {
  /** Kebab-case; also the name of its file. */
  readonly id: string;
  /** Other names under which it is known and exported: a vendor's older name, or one for each of its schemes. */
  readonly aliases?: readonly string[];
  readonly name: string;
  readonly category: Category;
  /** The vendor's page on its webhooks. */
  readonly docs: string;
  readonly setup: {
    /** Path of clicks in the vendor's console. */
    readonly where: string;
    /** Where the secret comes from. */
    readonly secret: "issued-by-provider" | "chosen-by-you" | "handed-over" | "public-key" | "identifier";
    /** What else to set there. */
    readonly note?: string;
  };
  /** Seconds after which the vendor gives up waiting; left out where it does not say. */
  readonly deadlineSeconds?: number;
  /** Methods of deliveries. Default: POST only. Handshakes bring their own. */
  readonly methods?: readonly string[];
  /** One scheme, or several: the first that the request carries decides, with no falling back to another. */
  readonly signature: Signature | readonly Signature[];
  readonly handshakes?: readonly Handshake[];
  /** Answer to an accepted delivery, where the vendor wants more than `200` and an empty body: the first that fits. */
  readonly reply?: Reply | readonly Reply[];
  readonly event: ProviderEvents;
}

/** Gives back what it is given; it exists so that the compiler reads a provider file. */
export const defineProvider = <const P extends Provider>(provider: P): P => provider;

/** The provider's schemes as a list. */
export const signaturesOf = memoizeFor(({ signature }: Provider): readonly Signature[] => [signature].flat());
