import { Link } from "../../parts/controls/link.tsx";
import { count } from "../../parts/text/numbers.ts";
import { bridgePlace } from "../bridge-place.ts";
import { place, withQuery } from "../location.ts";
import { type MainPlace, mainPlaces } from "./places.ts";
import { railCounts } from "./rail-counts.ts";

function PlaceCount({
  counts,
  unlessNone,
}: {
  readonly counts: NonNullable<MainPlace["counts"]>;
  /** True shows no 0. */
  readonly unlessNone?: boolean;
}) {
  const number = railCounts.value[counts];
  if (number === undefined || (unlessNone && number === 0)) return null;
  const hot = counts === "deadLetters" && number > 0 && bridgePlace.value?.kind === "stage";
  return <span class={hot ? "n hot" : "n"}>{count(number)}</span>;
}

/** The main navigation at the left. */
export function Rail() {
  const version = bridgePlace.value?.version;
  return (
    <nav class="rail" aria-label="Console">
      {mainPlaces.map(({ href, label, paths, counts }) => (
        <Link key={href} href={href} current={paths.test(place.value.path)}>
          {label}
          {counts !== undefined && <PlaceCount counts={counts} />}
        </Link>
      ))}
      <div class="end">
        {version !== undefined && <span class="fine">Hookbridge {version}</span>}
        <Link href={withQuery({ keys: "1" })}>
          Keys <kbd>?</kbd>
        </Link>
      </div>
    </nav>
  );
}

/** The navigation of small screens, at the bottom. */
export function TabBar() {
  const inBar = mainPlaces.slice(0, 4);
  const isMore = !inBar.some(({ paths }) => paths.test(place.value.path));
  return (
    <nav class="tabbar" aria-label="Console, small screen">
      {inBar.map(({ href, label, paths, counts }) => (
        <Link key={href} href={href} current={paths.test(place.value.path)}>
          <span>{label}</span>
          {counts === "deadLetters" && <PlaceCount counts={counts} unlessNone />}
        </Link>
      ))}
      <Link href={withQuery({ more: "1" })} current={isMore}>
        More
      </Link>
    </nav>
  );
}
