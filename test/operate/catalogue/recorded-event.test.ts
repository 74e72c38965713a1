import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { recordedEvent } from "../../../src/operate/catalogue/recorded-event.ts";
import { loadProvider } from "../../support/contract-kit.ts";
import { fixturesFolder, fixturesOf } from "../../support/fixtures.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookbridge-recorded-event-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const take = (id: string, name: string): void => {
  for (const file of [`${name}.http`, `${name}.json`])
    copyFileSync(join(fixturesFolder(id), file), join(folder, file));
};

// A form, a list of events, a token, a certificate that is fetched.
it.each(["slack", "asana", "gitlab", "aws-sns"])(
  "is what the bridge makes of a recorded request: %s",
  async (id) => {
    const made = await recordedEvent(await loadProvider(id), fixturesFolder(id));
    const fixture = fixturesOf(id).find(({ name }) => name === made?.name);
    const [expected] = fixture?.outcome === "accepted" ? fixture.events : [];
    const { "detail-type": type, ...detail } = {
      "detail-type": made?.event.detailType,
      ...JSON.parse(made?.detail ?? "{}"),
    };
    expect(expected?.type).toBe(type);
    expect(detail).toMatchObject({
      id: expected?.id,
      source: expected?.source === "/sources/it" ? `/sources/${id}` : expected?.source,
      ...(expected?.entity && { entity: expected.entity }),
      bridgesource: id,
    });
  },
);

it("is of the delivery that shows most: an entity and an action before fewer bytes", async () => {
  const slack = await loadProvider("slack");
  take("slack", "url-verification");
  expect(await recordedEvent(slack, folder)).toBeUndefined();
  take("slack", "slash-command");
  expect((await recordedEvent(slack, folder))?.name).toBe("slash-command");
  take("slack", "app-mention");
  expect((await recordedEvent(slack, folder))?.name).toBe("app-mention");
});

it("is none where the bridge does not accept the request", async () => {
  take("slack", "app-mention");
  const file = join(folder, "app-mention.json");
  const fixture = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...fixture, secrets: ["another-secret-than-that-one"] }));
  expect(await recordedEvent(await loadProvider("slack"), folder)).toBeUndefined();
});
