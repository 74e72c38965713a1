import type { ListFilter } from "../../../src/operate/lists.ts";

interface Filtered {
  readonly id: string;
  readonly at: string;
  readonly source: string;
  readonly type?: string | undefined;
  readonly entity?: string | undefined;
  readonly action?: string | undefined;
  readonly outcome?: string;
  readonly reason?: string;
  readonly code?: string;
  readonly subject?: string | undefined;
}

const among = (values: readonly string[] | undefined, ...found: (string | undefined)[]): boolean =>
  values === undefined ||
  values.some((value) =>
    found.some((text) =>
      value.endsWith("*") ? text?.startsWith(value.slice(0, -1)) : text !== undefined && text === value,
    ),
  );

/** True where a row is in a list with this filter. */
export function isChosen(row: Filtered, filter: ListFilter): boolean {
  const ms = Date.parse(row.at);
  return (
    among(filter.source, row.source) &&
    among(filter.type, row.type) &&
    among(filter.entity, row.entity) &&
    among(filter.action, row.action) &&
    among(filter.outcome, row.outcome) &&
    among(filter.reason, row.reason, row.code) &&
    ms >= (filter.from ?? 0) &&
    ms <= (filter.to ?? Number.MAX_SAFE_INTEGER) &&
    (filter.text === undefined ||
      [row.id, row.type, row.subject].some((text) => text?.includes(filter.text ?? "")))
  );
}
