import { redacted } from "../../core/logs/redacted.ts";
import type { Pattern } from "../../core/patterns/pattern.ts";
import type { EventFinding } from "./event-finding.ts";
import type { NamesOfSource } from "./possible-events.ts";

/** EventBridge: bytes of an entry. A larger payload goes into the bucket, and `data` is not in the event. */
const usualEntryBytes = 1_000_000;

const payloadPrefix = "detail.data.";

/** Conditions on the payload that a missing or hidden value does not meet, as dotted paths within it. */
const payloadPaths = ({ alternatives }: Pattern): ReadonlyMap<string, boolean> =>
  new Map(
    alternatives.flatMap((conditions) =>
      Array.from(conditions).flatMap(([path, { matchers }]) =>
        path.startsWith(payloadPrefix) && !matchers.some(({ absent }) => absent)
          ? [[path.slice(payloadPrefix.length), matchers.some(({ test }) => test(redacted))] as const]
          : [],
      ),
    ),
  );

/** Whether a JSON pointer of `redact` hides what is at a dotted path, in which elements of arrays have no step. */
function hides(pointer: readonly string[], path: readonly string[]): boolean {
  const [step, ...steps] = pointer;
  if (step === undefined) return true;
  if (/^[0-9]+$/.test(step) && hides(steps, path)) return true;
  if (step === "*") return hides(steps, path) || (path.length > 0 && hides(steps, path.slice(1)));
  return path[0] === step && hides(steps, path.slice(1));
}

const pointerSteps = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

function redactedFindings(
  where: string,
  paths: ReadonlyMap<string, boolean>,
  sources: readonly NamesOfSource[],
): readonly EventFinding[] {
  return Array.from(paths).flatMap(([path, takesRedacted]) =>
    sources.flatMap(({ source }): readonly EventFinding[] => {
      const pointer = source.redact?.find((candidate) => hides(pointerSteps(candidate), path.split(".")));
      const isExact = pointer !== undefined && pointerSteps(pointer).at(-1) === path.split(".").at(-1);
      if (pointer === undefined || (isExact && takesRedacted)) return [];
      return [
        {
          level: "warning",
          message: `${where} asks for detail.data.${path}, which the source "${source.name}" redacts ("${pointer}"): it is always "${redacted}".`,
          remedy: "Choose by another field, or take the pointer out of `redact`.",
        },
      ];
    }),
  );
}

/**
 * Conditions on payloads that some events can't meet: redacted fields, and payloads that are too large for the bus.
 * @param eventBytes of the bus, where it has its own
 */
export function payloadFindings(
  where: string,
  pattern: Pattern,
  sources: readonly NamesOfSource[],
  eventBytes = usualEntryBytes,
): readonly EventFinding[] {
  const paths = payloadPaths(pattern);
  const large = sources
    .filter(({ source }) => source.maxBodyBytes >= eventBytes)
    .map(({ source }) => source.name);
  const [path] = paths.keys();
  return [
    ...redactedFindings(where, paths, sources),
    ...(path === undefined || large.length === 0
      ? []
      : [
          {
            level: "warning",
            message:
              `${where} asks for detail.data.${path}: an event of more than ${eventBytes.toLocaleString("en")} bytes has no ` +
              "data on the bus, and never matches.",
            remedy:
              "Where that matters, choose by type and look into the payload with loadData(); with maxBodyBytes below that, " +
              `${large.map((name) => `"${name}"`).join(", ")} can't have any.`,
          } as const,
        ]),
  ];
}
