import { existsSync, readFileSync } from "node:fs";
import { child, parseJson } from "../../../core/json/json.ts";
import type { Subscription } from "../../../core/subscription.ts";
import { replaceFile } from "../../secrets/replace-file.ts";

type Pausable = Pick<Subscription, "name" | "paused">;

/** Which subscriptions were paused or resumed by hand. A restart changes nothing of it; another `paused` in the configuration does. */
export interface KeptPauses {
  isPaused(subscription: Pausable): boolean;
  keep(subscription: Pausable, isPaused: boolean): void;
}

/** Keeps them in a file. */
export function keptPauses(file: string): KeptPauses {
  const read = () => (existsSync(file) ? parseJson(readFileSync(file, "utf8"))?.value : undefined);
  return {
    isPaused({ name, paused }) {
      const kept = child(read(), name);
      const byHand = child(kept, "byHand");
      return typeof byHand === "boolean" && child(kept, "configured") === paused ? byHand : paused;
    },
    keep({ name, paused }, byHand) {
      const others = read();
      const all = { ...(typeof others === "object" ? others : {}), [name]: { configured: paused, byHand } };
      replaceFile(file, `${JSON.stringify(all, null, 2)}\n`);
    },
  };
}
