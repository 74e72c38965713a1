import { useEffect, useRef } from "preact/hooks";
import { copyText } from "../../parts/controls/copy-line.tsx";
import { FindDialog } from "../find/find-dialog.tsx";
import { findIsOpen, openFind } from "../find/find-state.ts";
import { type KeyMap, usePageKeys } from "../keys/keys.ts";
import { KeysDialog } from "../keys/keys-dialog.tsx";
import { rowKeys } from "../keys/row-keys.ts";
import { goTo, place, withQuery } from "../location.ts";
import { announcement } from "../news/announce.ts";
import { arrive } from "../news/arrival.ts";
import { MoreDialog } from "./more-dialog.tsx";
import { mainPlaces } from "./places.ts";
import { Rail, TabBar } from "./rail.tsx";
import { followCounts } from "./rail-counts.ts";
import { CurrentScreen } from "./routes.tsx";
import { TopBar } from "./top-bar.tsx";

const goKeys: KeyMap = Object.fromEntries(mainPlaces.map(({ key, href }) => [`g ${key}`, () => goTo(href)]));

/** The page: what stands on every screen, and the screen. */
export function App() {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(place.value.path);
  const { path } = place.value;
  useEffect(followCounts, []);
  useEffect(() => {
    const left = shown.current;
    shown.current = path;
    return left !== path && main.current ? arrive(main.current, left, path) : undefined;
  }, [path]);
  usePageKeys({
    ...rowKeys,
    ...goKeys,
    "Ctrl k": openFind,
    "?": () => goTo(withQuery({ keys: "1" })),
    y: () => copyText(window.location.href, "the link"),
  });
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to content
      </button>
      <TopBar />
      <div class="shell">
        <Rail />
        <main id="main" ref={main} tabIndex={-1}>
          <CurrentScreen />
        </main>
      </div>
      <TabBar />
      <p class="sr" role="status" aria-live="polite">
        {announcement.value}
      </p>
      {findIsOpen.value && <FindDialog />}
      {place.value.query.has("keys") && <KeysDialog />}
      {place.value.query.has("more") && <MoreDialog />}
    </>
  );
}
