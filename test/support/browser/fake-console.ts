import { expect } from "vitest";
import type { BridgePlace } from "../../../src/operate/state.ts";
import { type ServedBridge, serveFake } from "../bridge/serve-fake.ts";
import { atEnd } from "./at-end.ts";

/** A deployed stage that may only be looked at. */
export const prodPlace: Partial<BridgePlace> = {
  kind: "stage",
  name: "hookbridge",
  stage: "prod",
  region: "eu-west-1",
  account: "123456789012",
  url: "https://hooks.example.com",
  mayWrite: false,
};

/**
 * Serves a bridge in memory, with the page, for the tests of one file: for states that are hard to bring about in a real one.
 * @param count how many requests it has
 */
export async function fakeConsole(count?: number, place?: Partial<BridgePlace>): Promise<ServedBridge> {
  const served = await serveFake(count, place);
  atEnd(async () => {
    await served.close();
    expect(served.failures).toEqual([]);
  });
  return served;
}
