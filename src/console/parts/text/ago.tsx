import { now } from "../../shell/now.ts";
import { ago, dateTime, type TimeGiven, utcTime } from "./times.ts";

/** How long ago something was. It goes on with the time, once a second at most. */
export function Ago({ at }: { readonly at: TimeGiven }) {
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={`${utcTime(at)}, here ${dateTime(at, { precise: true })}`}
    >
      {ago(at, now.value)}
    </time>
  );
}
