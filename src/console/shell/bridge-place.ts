/** Which bridge the page is of. */
import { computed, signal } from "@preact/signals";
import type { BridgePlace } from "../../operate/state.ts";

/** The bridge; undefined until it has answered. */
export const bridgePlace = signal<BridgePlace | undefined>(undefined);

/** Whether the page may change something. */
export const mayWrite = computed(() => bridgePlace.value?.mayWrite ?? false);

/** Why something can't be done, for `refused` of a button; undefined where it can. */
export const writeRefused = computed(() =>
  bridgePlace.value && !bridgePlace.value.mayWrite ? "Start with --write" : undefined,
);

/** The stage, for buttons and commands: `local`, `prod`. */
export const stageName = computed(() => bridgePlace.value?.stage ?? "local");

/** A command line for the bridge that is shown. @param words what follows `npx hookbridge` */
export const bridgeCommandLine = (words: string): string =>
  `npx hookbridge ${words}${bridgePlace.value?.kind === "stage" ? ` --stage ${bridgePlace.value.stage}` : ""}`;
