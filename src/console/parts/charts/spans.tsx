import { duration } from "../text/times.ts";

/** A span on a time axis. */
export interface TimeSpanShown {
  readonly label: string;
  /** ms since the axis begins. */
  readonly from: number;
  /** Undefined: it goes on. */
  readonly to?: number | undefined;
}

const share = (part: number, whole: number): string => `${whole > 0 ? (100 * part) / whole : 0}%`;

/** Spans on one time axis, with their lengths. */
export function Spans({ spans }: { readonly spans: readonly TimeSpanShown[] }) {
  const end = Math.max(0, ...spans.flatMap(({ from, to }) => [from, to ?? from]));
  return (
    <dl class="spans">
      {spans.map(({ label, from, to }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <span class="track" aria-hidden="true">
              {to !== undefined && <i style={{ left: share(from, end), width: share(to - from, end) }} />}
            </span>
            <span class="num">{to === undefined ? "–" : duration(to - from)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
