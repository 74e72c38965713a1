/** What the known events say of a configuration. */
export interface EventFinding {
  /** An error is refused: nothing can come. A warning is said: nothing may come. */
  readonly level: "error" | "warning";
  readonly message: string;
  readonly remedy: string;
}
