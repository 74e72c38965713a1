import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** A section of the page with its heading. */
export function Panel({
  title,
  aside,
  tag,
  busy,
  bare,
  footer,
  children,
}: {
  readonly title: ComponentChildren;
  /** At the right of the heading: a count, a time, a link. */
  readonly aside?: ComponentChildren;
  /** Beside the heading. */
  readonly tag?: ComponentChildren;
  readonly busy?: boolean | undefined;
  /** True leaves out the space around: for tables and lists, which have their own. */
  readonly bare?: boolean | undefined;
  readonly footer?: ComponentChildren;
  readonly children?: ComponentChildren;
}) {
  const id = useId();
  return (
    <section class="panel" aria-labelledby={id} {...(busy && { "aria-busy": true })}>
      <header>
        <h2 id={id}>{title}</h2>
        {tag}
        {aside !== undefined && <span class="fine">{aside}</span>}
      </header>
      {bare ? children : <div class="in">{children}</div>}
      {footer !== undefined && <footer>{footer}</footer>}
    </section>
  );
}
