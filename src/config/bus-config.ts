/** A custom event bus of this deployment, or an existing one. */
export interface BusConfig {
  /**
   * ARN of an existing bus, also of another account or region, that gets the events. The stack creates nothing for it, so of the options
   * below only `eventBytes` goes with it.
   */
  readonly arn?: string;
  /** Days that EventBridge archives events for replay. Default 0: no archive. */
  readonly archiveDays?: number;
  /**
   * Keeps all events of the bus in S3 for queries, in Athena and on this machine: docs/lake.md. `days` says for how long; there is no
   * default, because what vendors send has personal data in it.
   */
  readonly lake?: { readonly days: number };
  /**
   * For sensitive events: only the bridge may put events on the bus. With `rulesBy`, only these principals (ARNs, `*` allowed) may create
   * rules on it, which is how events are read.
   */
  readonly locked?: true | { readonly rulesBy: readonly string[] };
  /** Accounts (12 digits), or all accounts of an organization (`o-…`), that may create their own rules on the bus. */
  readonly shareWith?: { readonly accounts?: readonly string[]; readonly organization?: string };
  /** ARNs of buses in other accounts or regions that get every event; five at most. */
  readonly forwardTo?: readonly string[];
  /**
   * Bytes that an event must stay below, as EventBridge counts them, from 65,536 to 1,000,000; the payload of a larger one goes to the
   * claim check bucket. Less than the default of 1,000,000 where a region, or a target of the bus, takes less: 262,144.
   */
  readonly eventBytes?: number;
  /** Level of EventBridge's own log of the bus; each level includes those before it. Default: no log. */
  readonly log?: "error" | "info" | "trace";
  /** Turns on EventBridge's schema discovery for the bus. */
  readonly discoverSchemas?: boolean;
}
