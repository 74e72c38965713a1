import { BridgeError } from "../core/errors.ts";
import { type Pointer, pointersIn, type Value, type Values } from "../core/pointers.ts";
import type { EqualDeliveries, EventRules, Provider, ProviderEvents, Retries } from "../core/provider.ts";
import type { Encoding, HmacSignature, KeyFormat, Signature } from "../core/signature.ts";

/** The sender: a system of your own, with a name that no other sender has. */
export interface SenderOptions {
  /** Kebab-case; shown in logs and metrics. */
  readonly id: string;
  readonly name?: string;
  /** URL of the sender's documentation. */
  readonly docs?: string;
  /** Seconds that the sender waits for a response. Default: 10. */
  readonly deadlineSeconds?: number;
  /** How long the sender tries again; `toleranceSeconds` must cover it, unless each attempt is signed anew. */
  readonly retries?: Omit<Retries, "source">;
}

/** Where the sender's events carry their type, id, time and subject. */
export interface EventOptions extends Omit<EventRules, "type"> {
  /** EventBridge `Source`: `com.acme.orders`. */
  readonly source: string;
  /** Parts of the event name, joined with `.`. Default: `body:/type`. */
  readonly type?: Value | readonly Value[];
  /**
   * A value that is unique to each event. Without one, equal bodies count as one event: identical events need
   * an id.
   */
  readonly id?: Values;
  /** What tells equal bodies apart and stays on a retry; `delivery` if nothing. Default: an unsigned `id`. */
  readonly distinct?: ProviderEvents["distinct"];
  /** Arrays with one event per item. */
  readonly each?: Pointer | readonly Pointer[];
  /** The part of the body that is the payload. */
  readonly data?: Pointer;
}

/** A sender with its own event format. */
export interface CustomOptions extends SenderOptions {
  readonly event: EventOptions;
}

/** HMAC with the defaults of most senders: SHA-256, hex, and a signed timestamp, valid for five minutes. */
export interface HmacOptions {
  readonly hash?: HmacSignature["hash"];
  readonly encoding?: Encoding;
  /** Default: `x-signature`. */
  readonly header?: string;
  /** Text before the signature (`sha256=`). */
  readonly prefix?: string;
  /** How the secret becomes key bytes. Default: as UTF-8. */
  readonly key?: KeyFormat;
  /** Pointer to the time of signing; false if the sender signs none. Default: `header:x-timestamp`. */
  readonly timestamp?: Pointer | false;
  readonly timestampUnit?: "s" | "ms" | "iso";
  /** Default: 300. */
  readonly toleranceSeconds?: number;
  /** The signed text. Default: `{timestamp}.{body}`, or `{body}` without a timestamp. */
  readonly signed?: string;
}

/** A shared token. Default: `Authorization: Bearer …`. */
export interface TokenOptions {
  readonly from?: Pointer;
  readonly prefix?: string;
}

/** How a sender of CloudEvents authenticates. */
export type CloudEventsAuth =
  | ({ readonly scheme: "hmac" } & HmacOptions)
  | ({ readonly scheme: "token" } & TokenOptions)
  | { readonly scheme: "basic-auth" };

function refuse(message: string, remedy: string): never {
  throw new BridgeError("config-invalid", message, remedy);
}

/** Requests store headers under lowercase names. */
const lowerCase = (pointer: Pointer): Pointer =>
  pointer.startsWith("header:") ? (pointer.toLowerCase() as Pointer) : pointer;

function hmacSignature(options: HmacOptions & SenderOptions, alsoSigned = ""): HmacSignature {
  const { hash = "sha256", encoding = "hex", prefix, key, timestampUnit, toleranceSeconds = 300 } = options;
  const timestamp = options.timestamp !== false && lowerCase(options.timestamp ?? "header:x-timestamp");
  const signed = options.signed ?? `${timestamp ? "{timestamp}." : ""}${alsoSigned}{body}`;
  if (!signed.includes("{body}")) {
    refuse(`The signed text "${signed}" leaves the body out.`, "Put {body} into `signed`.");
  }
  if (timestamp && !signed.includes("{timestamp}") && !signed.includes(`{${timestamp}}`)) {
    refuse(
      `The signed text "${signed}" leaves the timestamp out.`,
      "Put {timestamp} into `signed`, or set `timestamp: false`.",
    );
  }
  if (!Number.isFinite(toleranceSeconds) || toleranceSeconds <= 0) {
    refuse(
      `A tolerance of ${toleranceSeconds} seconds accepts nothing or everything.`,
      "Give toleranceSeconds as a positive number.",
    );
  }
  const { hours = 0, signed: attempts } = options.retries ?? {};
  if (timestamp && attempts !== "anew" && hours * 3_600 > toleranceSeconds) {
    refuse(
      `The last attempt comes ${hours} hours after the first, and is refused after ${toleranceSeconds} seconds.`,
      'Raise toleranceSeconds, or say `signed: "anew"` in `retries` if each attempt has its own timestamp.',
    );
  }
  return {
    scheme: "hmac",
    hash,
    encoding,
    header: (options.header ?? "x-signature").toLowerCase(),
    ...(prefix !== undefined && { prefix }),
    ...(key !== undefined && { key }),
    signed,
    ...(timestamp && { timestamp, toleranceSeconds, ...(timestampUnit && { timestampUnit }) }),
  };
}

function tokenSignature({ from = "header:authorization", prefix }: TokenOptions): Signature {
  const before = prefix ?? (from === "header:authorization" ? "Bearer " : undefined);
  return { scheme: "token", from: lowerCase(from), ...(before !== undefined && { prefix: before }) };
}

type SenderParts = Pick<Provider, "docs" | "signature" | "event">;

function providerOf(sender: SenderOptions, { docs, signature, event }: SenderParts): Provider {
  const { retries } = sender;
  return {
    id: sender.id,
    name: sender.name ?? sender.id,
    category: "custom",
    docs: sender.docs ?? docs,
    setup: { where: "Your own sender's configuration", secret: "chosen-by-you" },
    deadlineSeconds: sender.deadlineSeconds ?? 10,
    ...(retries && { retries: { ...retries, source: "the sender's own configuration" } }),
    signature,
    event,
  };
}

/** The ids that are read from a header or from the query and not signed. */
function unsignedIds(id: Values | undefined, signature: Signature): readonly Value[] {
  if (signature.scheme !== "hmac") return [];
  const isUnsigned = (pointer: string): boolean =>
    /^(?:header|query):/.test(pointer) && !signature.signed?.includes(`{${pointer}}`);
  // What is no text is refused when the configuration is loaded.
  return [id ?? []].flat().filter((value) => typeof value === "string" && pointersIn(value).some(isUnsigned));
}

const equalDeliveriesOf = ({ id, distinct }: EventOptions): EqualDeliveries =>
  id === undefined && distinct === undefined
    ? { possible: "unknown", why: "Your sender decides: without `event.id`, equal bodies count once" }
    : { possible: false, why: "Your `event.id` or `event.distinct` is unique to each event" };

function eventsOf(options: EventOptions, signature: Signature): ProviderEvents {
  const { type = "body:/type", distinct: given, ...rules } = options;
  const unsigned = unsignedIds(rules.id, signature);
  const distinct = given ?? (unsigned.length > 0 ? unsigned : undefined);
  return {
    ...rules,
    type: typeof type === "string" ? [type] : type,
    ...(distinct !== undefined && { distinct }),
    equalDeliveries: equalDeliveriesOf(options),
  };
}

function senderOf(options: CustomOptions, docs: string, signature: Signature): Provider {
  return providerOf(options, { docs, signature, event: eventsOf(options.event, signature) });
}

/** A sender of your own that signs its bodies with a shared secret. */
export const hmac = (options: CustomOptions & HmacOptions): Provider =>
  senderOf(options, "https://www.rfc-editor.org/rfc/rfc2104", hmacSignature(options));

/** A sender of your own that sends a shared token. It proves the sender, not the body: prefer `hmac`. */
export const token = (options: CustomOptions & TokenOptions): Provider =>
  senderOf(options, "https://www.rfc-editor.org/rfc/rfc6750", tokenSignature(options));

/** A sender of your own that uses HTTP Basic authentication; the secret is `user:password`. */
export const basic = (options: CustomOptions): Provider =>
  senderOf(options, "https://www.rfc-editor.org/rfc/rfc7617", { scheme: "basic-auth" });

// Headers define the event: with a signature over the body alone, anyone could relabel a captured delivery.
// No header value contains a line feed, so no part of one value can be moved into the next.
const binaryHeaders = "{header:ce-id}\n{header:ce-source}\n{header:ce-type}\n";

const attributes = {
  binary: {
    type: ["header:ce-type"],
    id: "header:ce-id",
    time: "header:ce-time",
    subject: "header:ce-subject",
    origin: "header:ce-source",
    // An id is unique only within its source.
    distinct: "header:ce-source",
  },
  structured: {
    type: ["body:/type"],
    id: "body:/id",
    time: "body:/time",
    subject: "body:/subject",
    origin: "body:/source",
    distinct: "body:/source",
    data: "body:/data",
  },
  batch: {
    each: "body:",
    type: ["item:/type"],
    id: "item:/id",
    time: "item:/time",
    subject: "item:/subject",
    origin: "item:/source",
    distinct: "item:/source",
    data: "item:/data",
  },
} as const satisfies Record<string, Omit<ProviderEvents, "source">>;

/** CloudEvents 1.0 over HTTP in one of its content modes. Its attributes become those of the event. */
export interface CloudEventsOptions extends SenderOptions {
  /** EventBridge `Source`: `com.acme.orders`. */
  readonly source: string;
  readonly mode: "structured" | "binary" | "batch";
  readonly auth: CloudEventsAuth;
}

/**
 * A sender of CloudEvents: structured (one JSON event), binary (attributes in `ce-` headers) or batch (an
 * array).
 */
export function cloudEvents(options: CloudEventsOptions): Provider {
  const { auth, mode, source } = options;
  let signature: Signature = { scheme: "basic-auth" };
  if (auth.scheme === "hmac")
    signature = hmacSignature({ ...options, ...auth }, mode === "binary" ? binaryHeaders : "");
  else if (auth.scheme === "token") signature = tokenSignature(auth);
  const docs = "https://github.com/cloudevents/spec/blob/main/cloudevents/bindings/http-protocol-binding.md";
  const { id, distinct, ...others } = attributes[mode];
  const why =
    "Source and id together are unique to each event (github.com/cloudevents/spec, CloudEvents 1.0)";
  const event: ProviderEvents = {
    source,
    id,
    ...others,
    distinct: [distinct, ...unsignedIds(id, signature)],
    equalDeliveries: { possible: false, why },
    checkedAgainst: ["the messages of the package cloudevents"],
  };
  return providerOf(options, { docs, signature, event });
}
