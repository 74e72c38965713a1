// `node test/identity/record-last-version.ts <version>`: keeps the events of this version, with which the next one is compared. A part of
// `npm run release`, which first moves nothing: what changed must be in the changelog already.
import { readFileSync, writeFileSync } from "node:fs";
import { eventChanges } from "../../src/cli/diff/event-changes.ts";
import { eventsSection, unnamedChanges } from "./changelog.ts";
import { eventsNow, fileText, lastVersion, lastVersionFile } from "./event-list.ts";

const [version] = process.argv.slice(2);
if (version === undefined) {
  console.error("Give the version: node test/identity/record-last-version.ts 1.4.0");
  process.exit(2);
}
const now = await eventsNow(version);
const changelog = readFileSync(new URL("../../CHANGELOG.md", import.meta.url), "utf8");
const unnamed = unnamedChanges(eventChanges(lastVersion(), now), eventsSection(changelog));
if (unnamed.length > 0) {
  console.error(`CHANGELOG.md does not name these changes under Events:\n${unnamed.join("\n")}`);
  process.exit(1);
}
writeFileSync(lastVersionFile, fileText(now));
