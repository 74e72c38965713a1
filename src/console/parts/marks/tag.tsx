import type { ComponentChildren } from "preact";

/** What a colour stands for. The word beside it says the same. */
export type Tone = "bad" | "warn" | "ok" | "info";

export function Tag({
  kind,
  children,
}: {
  readonly kind?: Tone | undefined;
  readonly children: ComponentChildren;
}) {
  return <span class={kind === undefined ? "tag" : `tag ${kind}`}>{children}</span>;
}
