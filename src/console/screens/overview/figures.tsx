import type { Overview, SubscriptionRow } from "../../../operate/state.ts";
import { figureTexts } from "./figure-texts.ts";

export function Figures({
  overview,
  subscriptions,
}: {
  readonly overview: Overview;
  readonly subscriptions: readonly SubscriptionRow[];
}) {
  return (
    <dl class="figures">
      {figureTexts(overview, subscriptions).map(({ name, value, more, bad }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class={bad ? "bad" : ""}>{value}</dd>
          <dd class="fine">{more}</dd>
        </div>
      ))}
    </dl>
  );
}
