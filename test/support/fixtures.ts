/** The recorded requests of the catalogue's providers. */
import { fileURLToPath } from "node:url";
import { type Fixture, fixturesIn } from "../../src/recorded/fixtures.ts";

export * from "../../src/recorded/fixtures.ts";

/** The folder of a catalogue provider's recorded requests. */
export const fixturesFolder = (id: string): string =>
  fileURLToPath(new URL(`../fixtures/${id}`, import.meta.url));

/** The recorded requests of a catalogue provider. */
export const fixturesOf = (id: string): readonly Fixture[] => fixturesIn(fixturesFolder(id));
