import { spanAt } from "../../../../core/json/json-text.ts";

/** Keys and indexes of a path such as `$.resources[0]` or `$.detail['a.b']`; undefined when it is not valid. */
export function parsePath(path: string): readonly string[] | undefined {
  if (!path.startsWith("$")) return undefined;
  const step = /\.([^.[\]]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/y;
  const steps: string[] = [];
  let at = 1;
  while (at < path.length) {
    step.lastIndex = at;
    const found = step.exec(path);
    if (!found) return undefined;
    steps.push(found[1] ?? found[2] ?? found[3] ?? found[4] ?? "");
    at = step.lastIndex;
  }
  return steps;
}

/** The JSON text at `path` in `envelope`, byte for byte; undefined when there is none. */
export function jsonTextAt(envelope: string, path: string): string | undefined {
  const steps = parsePath(path);
  const span = steps && spanAt(envelope, steps);
  return span && envelope.slice(span.start, span.end);
}
