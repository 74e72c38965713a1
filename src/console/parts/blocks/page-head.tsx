import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { stageName } from "../../shell/bridge-place.ts";
import { Link } from "../controls/link.tsx";

/** A step of the way to a page. */
export interface Crumb {
  readonly label: string;
  /** Absent for the page itself. */
  readonly href?: string | undefined;
}

/** The page's one h1, with the way that leads to it. */
export function PageHead({
  title,
  crumbs,
  meta,
  actions,
}: {
  readonly title: string;
  readonly crumbs?: readonly Crumb[] | undefined;
  readonly meta?: ComponentChildren;
  readonly actions?: ComponentChildren;
}) {
  const stage = stageName.value;
  useEffect(() => {
    // The stage comes with it: who has several open must not mistake one for another.
    document.title = `${title} · ${stage} – Hookbridge`;
  }, [title, stage]);
  return (
    <div class="head">
      <div class="grow">
        {crumbs !== undefined && (
          <nav class="crumb" aria-label="Way">
            {crumbs.map(({ label, href }, index) => (
              <span key={label}>
                {index > 0 && " / "}
                {href === undefined ? label : <Link href={href}>{label}</Link>}
              </span>
            ))}
          </nav>
        )}
        <h1>{title}</h1>
        {meta !== undefined && <div class="fine">{meta}</div>}
      </div>
      {actions !== undefined && <div class="acts">{actions}</div>}
    </div>
  );
}
