/** The page's main places, for the rail, the tab bar, keys and find. */
import type { RailCounts } from "./rail-counts.ts";

/** A main place. */
export interface MainPlace {
  readonly href: string;
  readonly label: string;
  /** Pressed after `g`. */
  readonly key: string;
  /** Paths that are under it. */
  readonly paths: RegExp;
  readonly counts?: keyof RailCounts;
}

export const mainPlaces: readonly MainPlace[] = [
  { href: "/", label: "Overview", key: "o", paths: /^\/$/ },
  { href: "/stream", label: "Stream", key: "s", paths: /^\/(?:stream|deliveries|requests|events)(?:\/|$)/ },
  { href: "/dead-letters", label: "Dead letters", key: "d", paths: /^\/dead-letters/, counts: "deadLetters" },
  { href: "/sources", label: "Sources", key: "c", paths: /^\/sources/, counts: "sources" },
  {
    href: "/subscriptions",
    label: "Subscriptions",
    key: "u",
    paths: /^\/subscriptions/,
    counts: "subscriptions",
  },
  { href: "/patterns", label: "Pattern tester", key: "p", paths: /^\/patterns/ },
];
