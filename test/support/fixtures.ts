/** The recorded requests of the catalogue's providers. */
import { fileURLToPath } from "node:url";
import type { WebhookRequest } from "../../src/core/request.ts";
import { type Fixture, readFixtures } from "../../src/recorded/fixtures.ts";

export * from "../../src/recorded/fixtures.ts";

/** The folder of a catalogue provider's recorded requests. */
export const fixturesFolder = (id: string): string =>
  fileURLToPath(new URL(`../fixtures/${id}`, import.meta.url));

/** The recorded requests of a catalogue provider. @throws when one can't be read */
export function fixturesOf(id: string): readonly Fixture[] {
  const { fixtures, faults } = readFixtures(fixturesFolder(id));
  if (faults.length > 0) throw new Error(`${id}: ${faults.join("; ")}`);
  return fixtures;
}

/** The source's name in the URL of a request; "" where it has none. */
export const sourceNameIn = ({ url }: Pick<WebhookRequest, "url">): string =>
  /\/hooks\/([^/?]+)/.exec(url)?.[1] ?? "";
