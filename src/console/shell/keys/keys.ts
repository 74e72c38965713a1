/** The keys of the page: one listener, and layers of keys that screens register. */
import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { keepText, keptText } from "../kept.ts";
import { isSingleKey, keyMeaning, keyName } from "./key-names.ts";

/** Keys by name (`j`, `g o`, `Shift x`, `Ctrl k`, `Escape`, `Enter`) and what they do. Where one gives false, the browser has the key. */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

interface Layer {
  readonly keys: () => KeyMap;
  /** True hides the layers below: those of the page under a dialog. */
  readonly modal: boolean;
}

const layers: Layer[] = [];
const pairMs = 1_500;

/** Whether single keys do something. */
export const singleKeys = signal(keptText("single-keys") !== "off");

/** Switches single keys on or off, for this browser. */
export function switchSingleKeys(on: boolean): void {
  singleKeys.value = on;
  keepText("single-keys", on ? undefined : "off");
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "button", "submit"].includes(target.type);
  return target.matches("textarea, select, [contenteditable], [role=combobox], [role=textbox]");
}

/** Whether the element itself does something with the key. */
const hasKeyItself = (target: EventTarget | null, name: string): boolean =>
  target instanceof HTMLElement &&
  ((name === "Enter" && target.closest("a, button, summary, select") !== null) ||
    (name.startsWith("Arrow") &&
      target.closest("[role=tablist], [role=tree], [role=listbox], [role=menu], [role=radiogroup]") !==
        null));

function keysInUse(): KeyMap {
  const base = layers.findLastIndex(({ modal }) => modal);
  return Object.assign({}, ...layers.slice(Math.max(0, base)).map(({ keys }) => keys()));
}

let first: { readonly name: string; readonly until: number } | undefined;

function onKeyDown(event: KeyboardEvent): void {
  const name = keyName(event);
  if (name === undefined || event.defaultPrevented || event.isComposing) return;
  if (isField(event.target) && !name.startsWith("Ctrl ") && name !== "Escape") return;
  if (hasKeyItself(event.target, name) || (!singleKeys.value && isSingleKey(name))) return;
  const keys = keysInUse();
  const before = first && first.until > event.timeStamp ? first.name : undefined;
  const meaning = keyMeaning(name, before, Object.keys(keys));
  first = meaning.kind === "wait" ? { name: meaning.first, until: event.timeStamp + pairMs } : undefined;
  if (meaning.kind !== "run") return;
  if (keys[meaning.name]?.(event) !== false) event.preventDefault();
}

window.addEventListener("keydown", onKeyDown);

/** Where a layer is: at the bottom, above all that are there, or above them and hiding them. */
type LayerPlace = "bottom" | "top" | "modal";

function useLayer(map: KeyMap, where: LayerPlace): void {
  const newest = useRef(map);
  newest.current = map;
  useLayoutEffect(() => {
    const layer: Layer = { keys: () => newest.current, modal: where === "modal" };
    if (where === "bottom") layers.unshift(layer);
    else layers.push(layer);
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, [where]);
}

/**
 * Registers keys for as long as the component is there. Single keys are off while a field has the focus, and can be switched off. The arrows do what
 * `j` and `k` do. What is registered later goes before.
 */
export const useKeys = (map: KeyMap): void => useLayer(map, "top");

/** Switches off the keys of the page below a dialog. @param map the dialog's own */
export const useModalKeys = (map: KeyMap = {}): void => useLayer(map, "modal");

/** Keys of every page: those of screens and lists go before, in whatever order they are registered. */
export const usePageKeys = (map: KeyMap): void => useLayer(map, "bottom");
