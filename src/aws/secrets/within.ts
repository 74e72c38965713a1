import { BridgeError } from "../../core/errors.ts";

/**
 * Calls a secret store, and ends the call after so many milliseconds, with all its attempts and the waits between them.
 * @throws BridgeError `secret-store-failed`
 */
export async function within<T>(ms: number, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const ended = new Promise<never>((_, reject) => {
    ending.signal.addEventListener("abort", () => reject(ending.signal.reason));
  });
  const end = (): void =>
    ending.abort(
      new BridgeError(
        "secret-store-failed",
        `The secret store gave no answer within ${ms / 1_000} seconds.`,
        "Look whether it throttles: docs/deploying.md#bursts. Otherwise the network of the function or AWS's status may say why.",
      ),
    );
  const timer = setTimeout(end, ms);
  try {
    return await Promise.race([ended, call(ending.signal)]);
  } finally {
    clearTimeout(timer);
  }
}
