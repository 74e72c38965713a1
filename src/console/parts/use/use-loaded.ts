import { useEffect, useReducer, useRef } from "preact/hooks";
import { ApiFailure } from "../../api/ask-api.ts";

/** What has come of something that is asked for. */
export interface Loaded<Value> {
  /** The newest answer, also while it is asked again and after a failure. */
  readonly value?: Value | undefined;
  /** Why the newest question had no answer. */
  readonly failure?: ApiFailure | undefined;
  /** True once 200 ms have gone without an answer. */
  readonly slow: boolean;
  /** When the value came, in ms since 1970. */
  readonly at?: number | undefined;
  reload(): void;
}

const slowMs = 200;

interface Kept<Value> {
  readonly key: string;
  value?: Value | undefined;
  failure?: ApiFailure | undefined;
  slow: boolean;
  at?: number | undefined;
}

const asFailure = (error: unknown): ApiFailure =>
  error instanceof ApiFailure
    ? error
    : new ApiFailure(0, "internal", `The page failed: ${error}`, "Load the page again, and report it.");

/**
 * Asks for something, and again when the key changes. The value of another key is never shown.
 * @param key says what is asked for: the route and its query
 */
export function useLoaded<Value>(key: string, load: (signal: AbortSignal) => Promise<Value>): Loaded<Value> {
  const [round, again] = useReducer((number: number, _: undefined) => number + 1, 0);
  const [, draw] = useReducer((number: number, _: undefined) => number + 1, 0);
  const kept = useRef<Kept<Value>>({ key, slow: false });
  if (kept.current.key !== key) kept.current = { key, slow: false };
  const ask = useRef(load);
  ask.current = load;
  useEffect(() => {
    const mine = kept.current;
    const control = new AbortController();
    const late = setTimeout(() => {
      mine.slow = true;
      draw(undefined);
    }, slowMs);
    const settle = (change: () => void): void => {
      if (control.signal.aborted) return;
      clearTimeout(late);
      mine.slow = false;
      change();
      draw(undefined);
    };
    ask.current(control.signal).then(
      (value) =>
        settle(() => {
          mine.value = value;
          mine.failure = undefined;
          mine.at = Date.now();
        }),
      (error: unknown) =>
        settle(() => {
          mine.failure = asFailure(error);
        }),
    );
    return () => {
      clearTimeout(late);
      control.abort();
    };
  }, [key, round]);
  const { value, failure, slow, at } = kept.current;
  return { value, failure, slow, at, reload: () => again(undefined) };
}
