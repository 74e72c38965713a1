import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** What is seen of an element that is higher than the window. */
export interface WindowView {
  /** From the element's upper edge down to what is seen first, in px. */
  readonly top: number;
  readonly height: number;
}

/** Height of the bar that stays at the top of the page. */
export const topBar = 48;

/** Follows the window's scrolling, once a frame at most. */
export function useWindowView(element: RefObject<HTMLElement | null>): WindowView {
  const view = useSignal<WindowView>({ top: 0, height: window.innerHeight });
  useLayoutEffect(() => {
    let frame = 0;
    const look = (): void => {
      frame = 0;
      const top = topBar - (element.current?.getBoundingClientRect().top ?? 0);
      const height = window.innerHeight - topBar;
      if (top !== view.value.top || height !== view.value.height) view.value = { top, height };
    };
    const later = (): void => {
      frame ||= window.requestAnimationFrame(look);
    };
    look();
    window.addEventListener("scroll", later, { passive: true });
    window.addEventListener("resize", later);
    return () => {
      window.cancelAnimationFrame(frame);
      window.removeEventListener("scroll", later);
      window.removeEventListener("resize", later);
    };
  }, [element, view]);
  return view.value;
}
