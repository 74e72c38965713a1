/** A version as numbers; undefined for what is none, and for one with a suffix. */
export function numbersOf(version: string): readonly [number, number, number] | undefined {
  const [, major, minor, patch] = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(version) ?? [];
  return patch === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

/** Above zero where one version comes after another. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [numbersOf(one) ?? [0, 0, 0], numbersOf(other) ?? [0, 0, 0]];
  return first.map((part, at) => part - (second[at] ?? 0)).find((gap) => gap !== 0) ?? 0;
}

/** True where only the last number differs: such a version breaks nothing. */
export function isPatch(version: string, former: string): boolean {
  const [is, was] = [numbersOf(version), numbersOf(former)];
  return is !== undefined && was !== undefined && is[0] === was[0] && is[1] === was[1] && is[2] > was[2];
}

/** A changelog in which what was not released is a version's own section, and the text of that section. */
export interface ChangelogOfVersion {
  readonly text: string;
  readonly notes: string;
  /** True where the section says that events changed. */
  readonly changesEvents: boolean;
}

const unreleased = /^## Unreleased\n([\s\S]*?)(?=^## |(?![\s\S]))/m;

/** Moves what stands under "Unreleased" to a version. @throws where nothing stands there */
export function changelogOfVersion(changelog: string, version: string, date: string): ChangelogOfVersion {
  const notes = unreleased.exec(changelog)?.[1]?.trim() ?? "";
  if (notes === "")
    throw new Error('CHANGELOG.md has nothing under "## Unreleased": a version without changes is none.');
  const section = `## Unreleased\n\n## ${version} (${date})\n\n${notes}\n\n`;
  // As a function: a `$` in the notes is no reference.
  const text = `${changelog.replace(unreleased, () => section).trimEnd()}\n`;
  return { text, notes, changesEvents: /^### Events$/m.test(notes) };
}

/** The text of a package.json or package-lock.json with another version of the package itself. */
export function withVersion(json: string, version: string): string {
  const content = JSON.parse(json);
  content.version = version;
  if (content.packages?.[""]) content.packages[""].version = version;
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
