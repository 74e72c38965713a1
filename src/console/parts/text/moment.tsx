import { clock, dateTime, type TimeGiven, utcTime } from "./times.ts";

/** A moment in the viewer's zone, with UTC in its title. */
export function Moment({
  at,
  precise = false,
  full = false,
}: {
  readonly at: TimeGiven;
  /** True shows milliseconds. */
  readonly precise?: boolean | undefined;
  /** True shows the day too. */
  readonly full?: boolean | undefined;
}) {
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={`${utcTime(at)}, here ${dateTime(at, { precise: true })}`}
    >
      {full ? dateTime(at, { precise }) : clock(at, { precise })}
    </time>
  );
}
