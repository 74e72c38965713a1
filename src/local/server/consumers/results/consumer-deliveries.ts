import type { Subscription } from "../../../../core/subscription.ts";
import type { DeliveryAttempt } from "../../../aws/eventbridge/targets/deliveries.ts";
import { consumedEvent } from "./consumed-event.ts";
import type { Consumptions } from "./consumptions.ts";
import { payloadTexts, shownFailure } from "./shown-failure.ts";

/** Notes what EventBridge's attempt at the target of a subscription means for its event. */
export function noteDelivery(
  { name, target: { kind } }: Subscription,
  { event: { envelope }, state, attempts, reason, nextAt }: DeliveryAttempt,
  consumptions: Consumptions,
): void {
  // It has come into their queue: they say themselves what becomes of it.
  if (state === "delivered" && (kind === "function" || kind === "state-machine")) return;
  const event = consumedEvent(envelope);
  if (!event) return;
  consumptions.note({ subscription: name, target: kind }, event, {
    state,
    attempts,
    ...(reason !== undefined && { reason, shown: shownFailure(reason, payloadTexts(envelope)) }),
    ...(nextAt !== undefined && { nextAt }),
  });
}
