import { expect } from "vitest";
import { type BridgeConfig, defineBridge } from "../../../src/config/define-bridge.ts";
import { buildStack } from "../../../src/stack/build-stack.ts";

export type Config = Partial<BridgeConfig<string>>;

/** What a test refuses: its name, the configuration, and what message and remedy say. */
export type Refusal = readonly [what: string, config: Config, says: RegExp];

/** Builds the stack of a configuration with one bus. */
export const build = (config: Config, stage = "prod"): unknown =>
  buildStack(defineBridge({ buses: { events: {} }, sources: {}, ...config }), stage);

/** Expects that the configuration is refused as `config-invalid`, with this in the message and its remedy. */
export function expectRefusal(config: Config, says: RegExp, stage?: string): void {
  let refusal = "";
  try {
    build(config, stage);
  } catch (error) {
    const { code, message, remedy } = error as { code: string; message: string; remedy: string };
    refusal = `${code}: ${message} ${remedy}`;
  }
  expect(refusal).toMatch(/^config-invalid: bridge\.config\.ts: /);
  expect(refusal).toMatch(says);
}

/** `prefix-0`, `prefix-1` … */
export const names = (count: number, prefix: string): readonly string[] =>
  Array.from({ length: count }, (_, n) => `${prefix}-${n}`);

/** An object with the same value for each name. */
export const record = <Value>(keys: readonly string[], value: Value): Readonly<Record<string, Value>> =>
  Object.fromEntries(keys.map((key) => [key, value]));
