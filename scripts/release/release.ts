/**
 * `npm run release -- <version>`: makes a version and its tag on this machine. The tree must be clean and `.ci/run` green. Pushing and
 * publishing are the owner's.
 */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { changelogOfVersion, compareVersions, isPatch, numbersOf, withVersion } from "./changelog-version.ts";

/** Why there is no version, and what to do: printed without a stack. */
class Refused extends Error {}

const git = (...args: readonly string[]): string =>
  execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", 2] }).trim();

const changedFiles = (): readonly string[] => git("status", "--porcelain").split("\n").filter(Boolean);

/** Ctrl-C goes to the command too; this process then puts back what it changed. */
function run(command: string, ...args: readonly string[]): Promise<boolean> {
  const child = spawn(command, args, { stdio: ["ignore", 2, 2] });
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  child.on("error", reject);
  child.on("close", (status) => resolve(status === 0));
  return promise;
}

function checkVersion(version: string): void {
  if (!numbersOf(version))
    throw new Refused(`"${version}" is no version. Give three numbers, such as 1.4.0.`);
  const { version: current }: { readonly version: string } = JSON.parse(readFileSync("package.json", "utf8"));
  if (compareVersions(version, current) < 0)
    throw new Refused(`${version} comes before ${current}, the version in package.json.`);
  if (git("tag", "--list", `v${version}`) !== "")
    throw new Refused(`The tag v${version} exists already: a version is never made anew.`);
}

/** Versions end with a patch number only where no event changes. */
function checkPatch(version: string, changesEvents: boolean, followsVendor: boolean): void {
  const versions = git("tag", "--list", "v*")
    .split("\n")
    .map((tag) => tag.slice(1));
  const [former] = versions
    .filter((one) => numbersOf(one))
    .sort(compareVersions)
    .reverse();
  if (former === undefined || !changesEvents || followsVendor || !isPatch(version, former)) return;
  throw new Refused(
    `${version} follows ${former}, and the changelog says that events change, which a patch must not do. Take the next middle number, ` +
      "or add --follows-vendor if the vendor changed its own webhooks.",
  );
}

const files = [
  "package.json",
  "package-lock.json",
  "CHANGELOG.md",
  "test/identity/last-version.jsonl",
].filter((file) => existsSync(file));

/** Writes the version into the files. @returns what the version changes */
async function writeVersion(version: string, followsVendor: boolean): Promise<string> {
  const date = new Date().toISOString().slice(0, 10);
  const changelog = changelogOfVersion(readFileSync("CHANGELOG.md", "utf8"), version, date);
  checkPatch(version, changelog.changesEvents, followsVendor);
  // While the changelog still says what is not released: events that it does not name are refused.
  const recorder = "test/identity/record-last-version.ts";
  if (existsSync(recorder) && !(await run(process.execPath, recorder, version)))
    throw new Refused("Name these changes of events in CHANGELOG.md, commit, and call this again.");
  writeFileSync("CHANGELOG.md", changelog.text);
  for (const file of ["package.json", "package-lock.json"])
    if (existsSync(file)) writeFileSync(file, withVersion(readFileSync(file, "utf8"), version));
  return changelog.notes;
}

async function release(version: string, followsVendor: boolean): Promise<void> {
  if (changedFiles().length > 0)
    throw new Refused(
      "The working tree has changes: commit them, or put them away with git stash --include-untracked.",
    );
  checkVersion(version);
  const head = git("rev-parse", "HEAD");
  let made: "nothing" | "commit" | "tag" = "nothing";
  try {
    const notes = await writeVersion(version, followsVendor);
    if (!(await run(".ci/run"))) throw new Refused(".ci/run failed on this version: see above.");
    const others = changedFiles().filter((line) => !files.includes(line.slice(2).trim()));
    if (others.length > 0 || git("rev-parse", "HEAD") !== head)
      throw new Refused(`Something else changed meanwhile: ${others.join(", ") || "there is a new commit"}.`);
    git("add", ...files);
    git("commit", "--quiet", "--allow-empty", "--message", `Release ${version}`);
    made = "commit";
    git(
      "tag",
      "--annotate",
      `v${version}`,
      "--cleanup=verbatim",
      "--message",
      `Hookbridge ${version}\n\n${notes}`,
    );
    made = "tag";
  } finally {
    // Only what this script wrote is put back: somebody may have edited another file meanwhile.
    if (made === "commit") git("reset", "--quiet", "--soft", head);
    if (made !== "tag") git("checkout", "--quiet", head, "--", ...files);
  }
  console.log(`Made ${version}: the commit ${git("rev-parse", "--short", "HEAD")} and the tag v${version}, on this machine only.
Publishing is the owner's:
  git push origin HEAD v${version}
  npm run build && npm publish ./dist`);
}

const [version, ...flags] = process.argv.slice(2);
const unknown = flags.filter((flag) => flag !== "--follows-vendor");
if (version === undefined || unknown.length > 0) {
  console.error("error: give the new version: npm run release -- 1.4.0 [--follows-vendor]");
  process.exit(2);
}
process.on("SIGINT", () => {});
try {
  await release(version, flags.includes("--follows-vendor"));
} catch (error) {
  if (!(error instanceof Refused) && !(error instanceof Error && error.message.startsWith("CHANGELOG.md")))
    throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}
