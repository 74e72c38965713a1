import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Completion, completions, fieldText, type KnownWords, readField } from "./filter-text.ts";
import { filtersOf, type StreamFilter } from "./stream-filter.ts";

/** The filter field's text while it is typed. */
export interface CompletedText {
  readonly text: string;
  readonly offered: readonly Completion[];
  /** Place of the completion that Enter takes; -1 for none. */
  readonly chosen: number;
  write(field: string): void;
  /** Shows or hides what is offered. */
  open(isOpen: boolean): void;
  choose(step: number): void;
  /** Narrows the list to what is written. */
  apply(): void;
}

/** A short rest from typing is the end of it. */
const endOfTypingMs = 400;

/** The text of a filter, completed as it is typed. */
export function useCompletion(
  filter: StreamFilter,
  known: KnownWords,
  onFilter: (filter: StreamFilter) => void,
): CompletedText {
  const text = useSignal(fieldText(filter));
  const isOpen = useSignal(false);
  const chosen = useSignal(-1);
  const timer = useRef(0);
  const written = fieldText(filter);
  // The filter may change elsewhere: by a chip, by the browser's back.
  useEffect(() => {
    if (fieldText(readField(text.peek())) !== written) text.value = written;
  }, [written, text]);
  const offered = isOpen.value ? completions(text.value, filtersOf(filter.show), known) : [];
  const apply = (): void => {
    window.clearTimeout(timer.current);
    const { words, text: said } = readField(text.peek());
    const changed = { ...filter, words, text: said };
    if (fieldText(changed) !== written) onFilter(changed);
  };
  const newest = useRef(apply);
  newest.current = apply;
  return {
    text: text.value,
    offered,
    chosen: chosen.value,
    write(field) {
      text.value = field;
      isOpen.value = true;
      chosen.value = -1;
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => newest.current(), endOfTypingMs);
    },
    open(wanted) {
      isOpen.value = wanted;
    },
    choose(step) {
      const places = offered.length + 1;
      chosen.value = ((chosen.value + 1 + step + places) % places) - 1;
    },
    apply,
  };
}
