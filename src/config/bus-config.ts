/** A custom event bus of this deployment. */
export interface BusConfig {
  /** Days that EventBridge keeps events for replay; 0 or nothing: no archive. */
  readonly archiveDays?: number;
  /**
   * For sensitive events: nobody but the bridge may put events on the bus. With `rulesBy`, only those principals (ARNs, `*` allowed) may
   * make rules on it, and so read it.
   */
  readonly locked?: true | { readonly rulesBy: readonly string[] };
  /** Who may make rules of their own on the bus: accounts (12 digits), and the accounts of an organization (`o-…`). */
  readonly shareWith?: { readonly accounts?: readonly string[]; readonly organization?: string };
  /** ARNs of buses in other accounts or regions that get every event; five at most. */
  readonly forwardTo?: readonly string[];
  /** What EventBridge logs of the bus; nothing: no log. `info` and `trace` include what stands before them. */
  readonly log?: "error" | "info" | "trace";
  /** Lets EventBridge find out the schemas of the events and keep them in its registry. */
  readonly discoverSchemas?: boolean;
}
