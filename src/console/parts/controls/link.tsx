import type { ComponentChildren } from "preact";
import { goTo, isPlainClick } from "../../shell/location.ts";

/** A link within the page. A plain click goes there without loading; any other is the browser's. */
export function Link({
  href,
  class: className,
  current,
  title,
  onOpen,
  children,
}: {
  readonly href: string;
  readonly class?: string | undefined;
  /** True where the link leads to what is shown. */
  readonly current?: boolean | undefined;
  readonly title?: string | undefined;
  /** Takes a plain click in place of going there; where it gives false, the link leads there. */
  readonly onOpen?: (() => boolean) | undefined;
  readonly children: ComponentChildren;
}) {
  return (
    <a
      href={href}
      {...(className !== undefined && { class: className })}
      {...(title !== undefined && { title })}
      {...(current && { "aria-current": "page" as const })}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        if (onOpen?.() !== true) goTo(href);
      }}
    >
      {children}
    </a>
  );
}
