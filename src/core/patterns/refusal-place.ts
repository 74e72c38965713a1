/** Where a pattern stops being valid, both from 1. */
export interface PatternPlace {
  readonly line: number;
  readonly column: number;
}

const placesTold = /line: ([0-9]+), column: ([0-9]+)\]/g;

/** The place in the words of AWS's refusal of a pattern; undefined where they name none. The last one counts: before it, the pattern itself is quoted. */
export function refusalPlace(reason: string): PatternPlace | undefined {
  const [, line, column] = [...reason.matchAll(placesTold)].at(-1) ?? [];
  return line === undefined ? undefined : { line: Number(line), column: Number(column) };
}
