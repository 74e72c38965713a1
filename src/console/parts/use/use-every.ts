import { useEffect, useRef } from "preact/hooks";

/** Calls again and again while the page is seen, and once when it is seen again. @param ms undefined: never */
export function useEvery(ms: number | undefined, call: () => void): void {
  const newest = useRef(call);
  newest.current = call;
  useEffect(() => {
    if (ms === undefined) return;
    let last = Date.now();
    const look = (): void => {
      if (document.visibilityState !== "visible" || Date.now() - last < ms) return;
      last = Date.now();
      newest.current();
    };
    const timer = setInterval(look, ms);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [ms]);
}
