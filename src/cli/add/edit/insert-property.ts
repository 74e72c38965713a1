import type { Comment, ObjectExpression } from "acorn";
import type { ConfigSyntax } from "../../../stack/config-text/config-syntax.ts";
import { type Insertion, indentAt, lineBreakOf, lineEnd, lineStart } from "./text-edit.ts";

/** The comma behind a place in an object, if only comments are between them. */
const commaBehind = ({ tokens }: ConfigSyntax, at: number, end: number): number | undefined => {
  const next = tokens.find(({ start }) => start >= at && start < end);
  return next?.type.label === "," ? next.start : undefined;
};

/** The end of what belongs to a line: its own, or that of a comment that goes on below. */
function endOfLineWith(text: string, comments: readonly Comment[], from: number): number {
  let at = from;
  for (const comment of comments)
    if (comment.start >= at && comment.start <= lineEnd(text, at)) at = comment.end;
  return lineEnd(text, at);
}

/** One level of indentation, as a file has it. */
function indentUnit(text: string): string {
  const [, first = "  "] = /^([ \t]+)\S/m.exec(text.replace(/^[ \t]*\*.*$/gm, "")) ?? [];
  return first.startsWith("\t") ? "\t" : first;
}

function intoEmpty(syntax: ConfigSyntax, object: ObjectExpression, entry: string): readonly Insertion[] {
  const { text, comments } = syntax;
  const inner = text.slice(object.start + 1, object.end - 1);
  const hasComment = comments.some(({ start, end }) => start >= object.start && end <= object.end);
  const lineBreak = lineBreakOf(text);
  const outer = indentAt(text, object.start);
  // What stands in it stays above the entry.
  if (hasComment || inner.includes("\n")) {
    const at = object.start + 1 + inner.trimEnd().length;
    const isLine = comments.some(({ type, end }) => type === "Line" && end === at);
    const rest = inner.slice(inner.trimEnd().length);
    const tail = rest.includes("\n") ? "" : `${lineBreak}${outer}`;
    return [
      {
        at: isLine ? lineEnd(text, at) : at,
        text: `${lineBreak}${outer}${indentUnit(text)}${entry},${tail}`,
      },
    ];
  }
  // A configuration in one line stays in one.
  const wholeLine = text.slice(lineStart(text, object.start), lineEnd(text, object.end));
  if (/defineBridge\s*\(/.test(wholeLine)) return [{ at: object.start + 1, text: ` ${entry} ` }];
  return [
    { at: object.start + 1, text: `${lineBreak}${outer}${indentUnit(text)}${entry},${lineBreak}${outer}` },
  ];
}

/** The insertions that add an entry at the end of an object, written as its other entries are. */
export function insertProperty(
  syntax: ConfigSyntax,
  object: ObjectExpression,
  entry: string,
): readonly Insertion[] {
  const { text, comments } = syntax;
  const last = object.properties.at(-1);
  if (!last) return intoEmpty(syntax, object, entry);
  const comma = commaBehind(syntax, last.end, object.end);
  const behind = comma === undefined ? last.end : comma + 1;
  const isInline = !text.slice(last.end, object.end - 1).includes("\n");
  if (isInline)
    return comma === undefined
      ? [{ at: last.end, text: `, ${entry}` }]
      : [{ at: behind, text: ` ${entry},` }];
  const at = endOfLineWith(text, comments, behind);
  const line = `${lineBreakOf(text)}${indentAt(text, last.start)}${entry}`;
  return comma === undefined
    ? [
        { at: last.end, text: "," },
        { at, text: line },
      ]
    : [{ at, text: `${line},` }];
}
