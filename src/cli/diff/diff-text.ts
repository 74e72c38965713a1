import type { ConsumersDiff } from "./consumers-diff.ts";
import { sourceText } from "./events-text.ts";
import { resourcesText } from "./resources-text.ts";
import type { StackDiff } from "./stack-diff.ts";

const underHeading = (heading: string, lines: readonly string[], none: string): readonly string[] => [
  "",
  `### ${heading}`,
  "",
  ...(lines.length > 0 ? lines : [none]),
];

function versionText({ version: { before, after } }: StackDiff): string {
  if (after === undefined) return "";
  return before === undefined || before === after
    ? ` It is version ${after}.`
    : ` The version goes from ${before} to ${after}.`;
}

/** What it would change in the consumers' stack. */
function consumersText({ stack, was, is, meaning, resources }: ConsumersDiff): readonly string[] {
  const state = is ? (was ? "" : `Nothing is deployed as ${stack} yet.`) : `${stack} is removed.`;
  const sentences = meaning.map((sentence) => `- ${sentence}`);
  return [
    ...(sentences.length > 0 ? underHeading("Consumers", sentences, "") : []),
    ...underHeading("Resources of consumers", resourcesText(resources), `No resource of ${stack} changes.`),
    ...(state === "" ? [] : ["", `> ${state}`]),
  ];
}

/** What a deployment would change, as Markdown for a terminal and for a comment in a pull request. */
export function diffText(diff: StackDiff): readonly string[] {
  const { stack, against, notes, events, meaning, code = [], resources, consumers } = diff;
  const codeLines = code.map((id) => `- The code of \`${id}\` changes`);
  return [
    `## What a deployment of ${stack} would change`,
    "",
    `Compared with ${against}.${versionText(diff)}`,
    ...notes.flatMap((note) => ["", `> ${note}`]),
    ...underHeading("Events", events.flatMap(sourceText), "No recorded request gives another event."),
    ...(meaning.length > 0
      ? underHeading(
          "What it means",
          meaning.map((sentence) => `- ${sentence}`),
          "",
        )
      : []),
    ...underHeading("Resources", [...codeLines, ...resourcesText(resources)], "No resource changes."),
    ...(consumers ? consumersText(consumers) : []),
  ];
}
