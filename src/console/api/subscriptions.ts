import type { SubscriptionRow } from "../../operate/state.ts";
import { askApi } from "./ask-api.ts";

/** All subscriptions. */
export const askSubscriptions = async (signal?: AbortSignal): Promise<readonly SubscriptionRow[]> =>
  (
    await askApi<{ readonly items: readonly SubscriptionRow[] }>(
      "/api/subscriptions",
      signal ? { signal } : {},
    )
  ).items;

/** One subscription. */
export const askSubscription = (name: string, signal?: AbortSignal): Promise<SubscriptionRow> =>
  askApi(`/api/subscriptions/${encodeURIComponent(name)}`, signal ? { signal } : {});

/** Pauses a subscription, or lets it go on. */
export const switchSubscription = (name: string, verb: "pause" | "resume"): Promise<SubscriptionRow> =>
  askApi(`/api/subscriptions/${encodeURIComponent(name)}/${verb}`, { body: {} });
