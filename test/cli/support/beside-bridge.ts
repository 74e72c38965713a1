import { afterAll, beforeAll } from "vitest";
import type { BridgePlace } from "../../../src/operate/state.ts";
import { type ServedBridge, serveFake } from "../../support/bridge/serve-fake.ts";
import type { Ended, Surroundings } from "./run-hookbridge.ts";
import { type Started, startHookbridge } from "./start-hookbridge.ts";

/** Commands as processes beside a bridge that is served by the real app. */
export interface BesideBridge {
  readonly served: () => ServedBridge;
  /** Runs a command to its end. Words are split at spaces; a list is taken as it is. */
  run(words: string | readonly string[], surroundings?: Surroundings): Promise<Ended>;
  start(words: string | readonly string[], surroundings?: Surroundings): Started;
}

/** Serves a fake bridge for the tests of a file. */
export function besideBridge(count?: number, place?: Partial<BridgePlace>): BesideBridge {
  let served: ServedBridge;
  beforeAll(async () => {
    served = await serveFake(count, place);
  });
  afterAll(() => served.close());
  const start = (words: string | readonly string[], surroundings?: Surroundings): Started => {
    const list = typeof words === "string" ? words.split(" ") : words;
    return startHookbridge([...list, "--data-dir", served.dataDirectory], surroundings);
  };
  return { served: () => served, start, run: (words, surroundings) => start(words, surroundings).ended };
}
