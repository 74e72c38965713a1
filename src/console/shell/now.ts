/** The time, as the page shows ages by: one clock for all of them. */
import { signal } from "@preact/signals";

/** ms since 1970, once a second while the page is seen. */
export const now = signal(Date.now());

setInterval(() => {
  if (document.visibilityState === "visible") now.value = Date.now();
}, 1_000);
