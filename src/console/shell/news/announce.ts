/** The one live region: at most one sentence in five seconds, the newest. */
import { signal } from "@preact/signals";

/** What screen readers are told. */
export const announcement = signal("");

const restMs = 5_000;
let freeAt = 0;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Tells a sentence to screen readers, politely. One that comes too soon waits; a newer one takes its place. */
export function announce(text: string): void {
  clearTimeout(waiting);
  const tell = (): void => {
    freeAt = Date.now() + restMs;
    announcement.value = text;
  };
  const wait = freeAt - Date.now();
  if (wait <= 0) tell();
  else waiting = setTimeout(tell, wait);
}
