/** Which screen a path shows. One line a screen. */
import type { ComponentType } from "preact";
import { PageHead } from "../../parts/blocks/page-head.tsx";
import { Panel } from "../../parts/blocks/panel.tsx";
import { Link } from "../../parts/controls/link.tsx";
import { DeadLettersScreen } from "../../screens/dead-letters/dead-letters-screen.tsx";
import { EventScreen } from "../../screens/event/event-screen.tsx";
import { OverviewScreen } from "../../screens/overview/overview-screen.tsx";
import { PatternsScreen } from "../../screens/patterns/patterns-screen.tsx";
import { RequestScreen } from "../../screens/request/request-screen.tsx";
import { SourceScreen } from "../../screens/source/source-screen.tsx";
import { SourcesScreen } from "../../screens/sources/sources-screen.tsx";
import { StreamScreen } from "../../screens/stream/stream-screen.tsx";
import { SubscriptionScreen } from "../../screens/subscription/subscription-screen.tsx";
import { SubscriptionsScreen } from "../../screens/subscriptions/subscriptions-screen.tsx";
import { place } from "../location.ts";
import { mainPlaces } from "./places.ts";

/** A screen and the paths that it is for. It reads what it needs of them from `place`. */
interface Route {
  readonly paths: RegExp;
  readonly screen: ComponentType;
}

const routes: readonly Route[] = [
  { paths: /^\/$/, screen: OverviewScreen },
  { paths: /^\/dead-letters$/, screen: DeadLettersScreen },
  { paths: /^\/events\/[^/]+$/, screen: EventScreen },
  { paths: /^\/patterns$/, screen: PatternsScreen },
  { paths: /^\/(?:deliveries|requests)\/[^/]+$/, screen: RequestScreen },
  { paths: /^\/sources\/[^/]+$/, screen: SourceScreen },
  { paths: /^\/sources$/, screen: SourcesScreen },
  { paths: /^\/subscriptions\/[^/]+$/, screen: SubscriptionScreen },
  { paths: /^\/subscriptions$/, screen: SubscriptionsScreen },
  { paths: /^\/stream$/, screen: StreamScreen },
];

/** What a path shows that no screen is for. */
function NoSuchPage() {
  return (
    <>
      <PageHead title="There is no such page" meta={<code>{place.value.path}</code>} />
      <Panel title="What there is" bare>
        <ul class="links">
          {mainPlaces.map(({ href, label }) => (
            <li key={href}>
              <Link href={href}>{label}</Link>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}

/** The screen of the present path. */
export function CurrentScreen() {
  const { path } = place.value;
  const Screen = routes.find(({ paths }) => paths.test(path))?.screen ?? NoSuchPage;
  // A new path is a new screen, with nothing left of the one before.
  return <Screen key={path} />;
}
