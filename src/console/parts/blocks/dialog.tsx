import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { useModalKeys } from "../../shell/keys/keys.ts";

/** A dialog over the page. It holds the focus, closes with Esc, and gives the focus back. */
export function Dialog({
  title,
  onClose,
  actions,
  wide,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  /** Its buttons, the harmless one first. */
  readonly actions?: ComponentChildren;
  readonly wide?: boolean | undefined;
  readonly children: ComponentChildren;
}) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useModalKeys();
  useLayoutEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    // What scrolls must be reached by keyboard; what does not would be a stop of Tab for nothing.
    const content = dialog?.querySelector<HTMLElement>(".content > .in");
    if (content && content.scrollHeight > content.clientHeight) content.tabIndex = 0;
    // A browser would give the first focus to what scrolls, where typing does nothing.
    dialog?.querySelector<HTMLElement>("input, select, textarea, button, a[href]")?.focus();
    return () => {
      dialog?.close();
      // The browser gives the focus back only where the dialog is still on the page.
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes it by keyboard
    <dialog
      ref={element}
      class={wide ? "dialog wide" : "dialog"}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        // A click on the dialog itself is one on the ground behind its content.
        if (event.target === element.current) onClose();
      }}
    >
      <div class="content">
        <header>
          <h2 id={id}>{title}</h2>
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it scrolls, and a keyboard scrolls only what has the focus */}
        <div class="in" tabIndex={0}>
          {children}
        </div>
        {actions !== undefined && <footer>{actions}</footer>}
      </div>
    </dialog>
  );
}
