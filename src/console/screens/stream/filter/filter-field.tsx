// biome-ignore-all lint/a11y: the pattern of a combobox, in which the field has the focus and the keys
import { useId } from "preact/hooks";
import type { KnownWords } from "./filter-text.ts";
import type { StreamFilter } from "./stream-filter.ts";
import { type CompletedText, useCompletion } from "./use-completion.ts";

/** The id of the field, which the key `/` focuses. */
export const filterFieldId = "stream-filter";

function onFieldKey(event: KeyboardEvent, field: CompletedText): void {
  const { text, offered, chosen } = field;
  const [first] = offered;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined && first) field.choose(step);
  else if (event.key === "Tab" && !event.shiftKey && text.trim() !== "" && first)
    field.write((offered[chosen] ?? first).field);
  else if (event.key === "Enter") {
    const completion = offered[chosen];
    if (completion) field.write(completion.field);
    else {
      field.open(false);
      field.apply();
    }
  } else if (event.key === "Escape") {
    if (first) field.open(false);
    else if (event.currentTarget instanceof HTMLElement) event.currentTarget.blur();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The filter as a text. */
export function FilterField({
  filter,
  known,
  onFilter,
}: {
  readonly filter: StreamFilter;
  readonly known: KnownWords;
  readonly onFilter: (filter: StreamFilter) => void;
}) {
  const listId = useId();
  const field = useCompletion(filter, known, onFilter);
  const { text, offered, chosen } = field;
  return (
    <div class="grow completed">
      <input
        id={filterFieldId}
        class="field"
        role="combobox"
        aria-label="Filter"
        aria-expanded={offered.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(chosen >= 0 && { "aria-activedescendant": `${listId}-${chosen}` })}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        placeholder="source:acme-stripe reason:signature-mismatch or any text"
        value={text}
        onInput={({ currentTarget }) => field.write(currentTarget.value)}
        onFocus={() => field.open(true)}
        onBlur={() => {
          field.open(false);
          field.apply();
        }}
        onKeyDown={(event) => onFieldKey(event, field)}
      />
      <ul
        id={listId}
        role="listbox"
        aria-label="Completions"
        class="completions"
        hidden={offered.length === 0}
      >
        {offered.map(({ label, field: completed }, index) => (
          <li
            key={label}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === chosen}
            // Before the field loses the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => field.write(completed)}
          >
            {label}
          </li>
        ))}
      </ul>
    </div>
  );
}
