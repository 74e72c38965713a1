import type { ComponentChildren } from "preact";

/** Something to know, with its weight. */
export function Note({
  kind,
  title,
  alert,
  children,
}: {
  readonly kind: "bad" | "warn" | "ok" | "info";
  readonly title?: ComponentChildren;
  /** True tells it to screen readers at once. */
  readonly alert?: boolean | undefined;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class={`note ${kind}`} {...(alert && { role: "alert" })}>
      {title !== undefined && <p class="title">{title}</p>}
      {children}
    </div>
  );
}
