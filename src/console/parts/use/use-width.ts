import { useEffect, useRef, useState } from "preact/hooks";

/** The width of an element in pixels, so that a chart is drawn at its real size and its text keeps one. */
export function useWidth<Drawn extends HTMLElement>(first: number) {
  const element = useRef<Drawn>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(120, Math.round(entry.contentRect.width)));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return { element, width };
}
