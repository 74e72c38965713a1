import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Whether a media query holds, also later. */
export function useMedia(query: string): boolean {
  const holds = useSignal(window.matchMedia(query).matches);
  useEffect(() => {
    const media = window.matchMedia(query);
    const look = (): void => {
      holds.value = media.matches;
    };
    look();
    media.addEventListener("change", look);
    return () => media.removeEventListener("change", look);
  }, [query, holds]);
  return holds.value;
}
