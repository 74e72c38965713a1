import { useEffect, useRef } from "preact/hooks";
import { announcement } from "./announce.ts";
import { openFind } from "./find/find-state.ts";
import { type KeyMap, useKeys } from "./keys.ts";
import { KeysDialog } from "./keys-dialog.tsx";
import { goTo, place, withQuery } from "./location.ts";
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
  useEffect(followCounts, []);
  useKeys({
    ...goKeys,
    "Ctrl k": openFind,
    "?": () => goTo(withQuery({ keys: "1" })),
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
      {place.value.query.has("keys") && <KeysDialog />}
      {place.value.query.has("more") && <MoreDialog />}
    </>
  );
}
