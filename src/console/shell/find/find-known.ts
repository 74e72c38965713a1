/** What find knows: it is read when find is opened. */
import { askApi } from "../../api/ask-api.ts";
import { askSourceRows } from "../../api/source-rows.ts";
import { askSubscriptions } from "../../api/subscriptions.ts";
import { copyText } from "../../parts/controls/copy-line.tsx";
import { bridgePlace } from "../bridge-place.ts";
import { mainPlaces } from "../frame/places.ts";
import { singleKeys, switchSingleKeys } from "../keys/keys.ts";
import { withQuery } from "../location.ts";
import { chooseTheme, themes } from "../theme.ts";
import type { FindItem, FindKnown } from "./find-items.ts";

const pages = mainPlaces.map(
  ({ href, label, key }): FindItem => ({ kind: "Page", label, href, about: `g ${key}` }),
);

const listsOfStream: readonly (readonly [label: string, query: string])[] = [
  ["Refused requests", "show=refused"],
  ["Handshakes", "show=handshakes"],
  ["Events", "show=events"],
  ["What waits", "outcome=queued,deferred"],
];

function commands(): readonly FindItem[] {
  const command = (label: string, run: () => void, about?: string): FindItem => ({
    kind: "Command",
    label,
    run,
    about,
  });
  return [
    ...themes.map((theme) => command(`Theme: ${theme}`, () => chooseTheme(theme))),
    command(singleKeys.value ? "Switch off single keys" : "Switch on single keys", () =>
      switchSingleKeys(!singleKeys.value),
    ),
    command("Copy the link to this page", () => void copyText(window.location.href, "the link"), "y"),
    { kind: "Command", label: "Show the keys", href: withQuery({ keys: "1" }), about: "?" },
  ];
}

/** What is known without asking. */
export const knownAtOnce = (): FindKnown => ({
  pages: [
    ...pages,
    ...listsOfStream.map(([label, query]): FindItem => ({ kind: "Page", label, href: `/stream?${query}` })),
  ],
  sources: [],
  subscriptions: [],
  types: [],
  commands: commands(),
});

/** Types of the newest events. A stage would read logs for them, which costs. */
async function knownTypes(): Promise<readonly string[]> {
  if (bridgePlace.value?.kind !== "local") return [];
  const { items } = await askApi<{ readonly items: readonly { readonly type: string }[] }>("/api/events", {
    query: { limit: 500 },
  });
  return [...new Set(items.map(({ type }) => type))].sort();
}

/** What is known after asking. What can't be read is left out: the rest can still be found. */
export async function readKnown(): Promise<FindKnown> {
  const names = <Row extends { readonly name: string }>(
    asked: Promise<readonly Row[]>,
  ): Promise<readonly string[]> => asked.then((rows) => rows.map(({ name }) => name)).catch(() => []);
  const [sources, subscriptions, types] = await Promise.all([
    names(askSourceRows()),
    names(askSubscriptions()),
    knownTypes().catch(() => []),
  ]);
  return { ...knownAtOnce(), sources, subscriptions, types };
}
