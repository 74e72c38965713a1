import { BridgeError } from "../../../core/errors.ts";
import { LambdaFailure } from "../../lambda/execution-environment.ts";
import type { Lambda } from "../../lambda/lambda.ts";
import { watchText } from "../live/watch-text.ts";

/** Code that was built, and the files that it is made of. */
export interface BuiltCode {
  readonly lambda: Lambda;
  readonly sources: readonly string[];
}

/** Code that follows its files. */
export interface LiveCode {
  /** Runs the newest code that could be loaded. */
  invoke(event: unknown): Promise<unknown>;
  /** Why the newest code can't be loaded. */
  readonly fault: string | undefined;
  /** False where no code could be loaded yet. */
  readonly isLoaded: boolean;
  close(): Promise<void>;
}

/** What live code is made of. */
export interface LiveCodeOptions {
  /** Files that are watched although they can't be built yet. */
  readonly files: readonly string[];
  /** @param number grows with every build */
  readonly build: (number: number) => Promise<BuiltCode>;
  /** The code was loaded anew. */
  readonly onLoaded: (file: string) => void;
  readonly onFault: (fault: string) => void;
}

/** Time for invocations under way, when their code is replaced or the bridge stops. */
const graceMs = 5_000;

function unguardedFailure(error: unknown): string {
  if (error instanceof LambdaFailure) return `${error.errorType}: ${error.message}`;
  if (error instanceof BridgeError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** Control characters but line ends and tabs: errors quote payloads, and a vendor's payload must not steer the terminal. */
const steering = /[^\P{Cc}\n\t]/gu;

/** The same, and the escape sequences of colours before them. */
const steeringOrColour = new RegExp(`\u001b\\[[\\d;]*m|${steering.source}`, "gu");

/** A line that a consumer prints: it may quote payloads too, and keeps its colours. */
export const printedLine = (line: string): string =>
  line.replace(steeringOrColour, (found) => (found.length > 1 ? found : "\ufffd"));

/** A failure in words. */
export const consumerFailure = (error: unknown): string =>
  unguardedFailure(error).replace(steering, "\ufffd");

/** Builds the code, and builds it anew whenever one of its files changes. Code that can't be loaded replaces nothing. */
export async function startLiveCode(options: LiveCodeOptions): Promise<LiveCode> {
  const watches = new Map<string, () => Promise<void>>();
  let current: Lambda | undefined;
  let fault: string | undefined;
  let number = 0;
  let isClosed = false;
  let building = Promise.resolve();

  function watchOnly(files: readonly string[]): void {
    const wanted = new Set(isClosed ? [] : files);
    for (const [file, stop] of watches)
      if (!wanted.has(file)) {
        watches.delete(file);
        void stop();
      }
    for (const file of wanted)
      if (!watches.has(file))
        watches.set(
          file,
          watchText(file, () => rebuild(file)),
        );
  }

  async function load(): Promise<boolean> {
    let lambda: Lambda | undefined;
    try {
      const built = await options.build(++number);
      ({ lambda } = built);
      await lambda.warm();
      const former = current;
      current = lambda;
      fault = undefined;
      void former?.close(graceMs);
      watchOnly([...options.files, ...built.sources]);
      return true;
    } catch (error) {
      void lambda?.close(0);
      fault = consumerFailure(error);
      watchOnly([...options.files, ...watches.keys()]);
      options.onFault(fault);
      return false;
    }
  }

  /** One after another: the last one sees all changes. */
  function rebuild(file: string): Promise<void> {
    building = building.then(async () => {
      if (!isClosed && (await load())) options.onLoaded(file);
    });
    return building;
  }

  await load();
  return {
    async invoke(event) {
      if (!current) throw new Error(fault);
      return current.invoke(event);
    },
    get fault() {
      return fault;
    },
    get isLoaded() {
      return current !== undefined;
    },
    async close() {
      isClosed = true;
      watchOnly([]);
      await building;
      await current?.close(graceMs);
    },
  };
}
