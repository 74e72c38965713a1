/** What the runtime gets at its start. */
export interface WorkerStart {
  readonly functionName: string;
  /** file: URL of the bundle that exports `handler`. */
  readonly bundle: string;
  /** Whether stack traces name the places of its sources. */
  readonly sourceMaps: boolean;
  readonly memoryMb: number;
}

/** One invocation, as plain data. */
export interface WorkerInvocation {
  readonly requestId: string;
  readonly event: unknown;
  /** The function's timeout in milliseconds. */
  readonly timeoutMs: number;
  readonly arn: string;
}

/** A failure as AWS reports it. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: string;
}

/** Messages of the runtime: it has loaded the module, or an invocation has ended. */
export type WorkerReport =
  | { readonly kind: "ready" }
  | { readonly kind: "result"; readonly requestId: string; readonly result: unknown }
  | { readonly kind: "error"; readonly requestId: string | undefined; readonly error: FunctionError };
