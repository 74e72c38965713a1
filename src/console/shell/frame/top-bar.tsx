import { Link } from "../../parts/controls/link.tsx";
import { PathMark } from "../../parts/marks/path-mark.tsx";
import { clock } from "../../parts/text/times.ts";
import { bridgePlace } from "../bridge-place.ts";
import { openFind } from "../find/find-state.ts";
import { connection } from "../news/connection.ts";
import { chooseTheme, theme, themes } from "../theme.ts";

const withoutScheme = (url: string): string => url.replace(/^https?:\/\//, "").replace(/\/$/, "");

/** Which bridge this is: outlined on this machine, filled with ink for every stage. */
function StageChip() {
  const shown = bridgePlace.value;
  if (!shown) return <span class="stage">…</span>;
  if (shown.kind === "local")
    return (
      <span class="stage">
        <b>local</b> {withoutScheme(window.location.origin)}
      </span>
    );
  const more = [shown.account, shown.mayWrite ? "may write" : "read-only"].filter(Boolean).join(", ");
  return (
    <span class="stage deployed">
      <b>{shown.stage}</b> {shown.region}
      <span class="w-hide">, {more}</span>
    </span>
  );
}

/** Whether news come. */
function ConnectionState() {
  const { state, since, note } = connection.value;
  const word = { live: "Live", connecting: "Connecting", lost: "Not live" }[state];
  return (
    <span class={`connection is-${state}`} title={note ?? ""}>
      <i class="dot" />
      {word}
      {state === "lost" && since !== undefined && <span class="w-hide"> since {clock(since)}</span>}
    </span>
  );
}

function ThemeChoice() {
  return (
    <select
      class="theme"
      aria-label="Theme"
      value={theme.value}
      onChange={({ currentTarget }) => {
        const chosen = themes.find((one) => one === currentTarget.value);
        if (chosen) chooseTheme(chosen);
      }}
    >
      {themes.map((one) => (
        <option key={one} value={one}>
          {`${one[0]?.toUpperCase()}${one.slice(1)}`}
        </option>
      ))}
    </select>
  );
}

/** The bar at the top: mark, stage, find, connection, theme. */
export function TopBar() {
  return (
    <header class="top">
      <Link href="/" class="brand" title="Overview">
        <PathMark state="delivered" />
        <span>Hookbridge</span>
      </Link>
      <StageChip />
      <button type="button" class="find" onClick={openFind}>
        <span>Find a delivery, event or source</span>
        <kbd>Ctrl K</kbd>
      </button>
      <span class="grow" />
      <ConnectionState />
      <ThemeChoice />
    </header>
  );
}
