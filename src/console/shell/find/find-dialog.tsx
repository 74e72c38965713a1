import { useEffect, useId, useState } from "preact/hooks";
import { Dialog } from "../../parts/blocks/dialog.tsx";
import { goTo } from "../location.ts";
import { type FindItem, findItems } from "./find-items.ts";
import { knownAtOnce, readKnown } from "./find-known.ts";
import { closeFind } from "./find-state.ts";

function open(item: FindItem, inNewTab: boolean): void {
  closeFind();
  if (item.href === undefined) item.run?.();
  else if (inNewTab) window.open(item.href, "_blank", "noopener");
  else goTo(item.href);
}

/** What a key does in the field; undefined: the field has it. */
function nextPlace(key: string, at: number, length: number): number | undefined {
  if (key === "ArrowDown") return (at + 1) % length;
  if (key === "ArrowUp") return (at - 1 + length) % length;
  return undefined;
}

/** Finds ids, sources, types, pages and commands; by keyboard alone. */
export function FindDialog() {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [known, setKnown] = useState(knownAtOnce);
  useEffect(() => {
    let isOpen = true;
    void readKnown().then((read) => {
      if (isOpen) setKnown(read);
    });
    return () => {
      isOpen = false;
    };
  }, []);
  const items = findItems(typed, known);
  const chosen = items[Math.min(at, items.length - 1)];
  const optionId = (index: number): string => `${id}-${index}`;
  useEffect(() => {
    document.getElementById(optionId(at))?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <Dialog title="Find" onClose={closeFind}>
      <div class="find-box">
        <input
          class="field"
          type="text"
          role="combobox"
          aria-label="Find an id, source, type, page or command"
          aria-expanded
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={chosen && optionId(items.indexOf(chosen))}
          placeholder="An id, a source, a type, a command or any text"
          autocomplete="off"
          spellcheck={false}
          value={typed}
          onInput={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            const next = nextPlace(event.key, at, items.length);
            if (next !== undefined) {
              event.preventDefault();
              setAt(next);
            } else if (event.key === "Enter") {
              event.preventDefault();
              // Who types fast presses Enter before what was typed is drawn: the field itself counts.
              const { value } = event.currentTarget;
              const meant = value === typed ? chosen : findItems(value, known)[0];
              if (meant) open(meant, event.ctrlKey || event.metaKey);
            }
          }}
        />
        <div id={id} class="options" role="listbox" aria-label="Found">
          {items.map((item, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, and names the option
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
            <div
              key={`${item.kind} ${item.label}`}
              id={optionId(index)}
              class="option"
              role="option"
              aria-selected={item === chosen}
              onClick={(event) => open(item, event.ctrlKey || event.metaKey)}
            >
              <span class="fine">{item.kind}</span>
              <span class="grow">{item.label}</span>
              {item.about !== undefined && <span class="fine">{item.about}</span>}
            </div>
          ))}
        </div>
        <p class="fine w-hide">
          <kbd>↑</kbd> <kbd>↓</kbd> choose, <kbd>Enter</kbd> go, <kbd>Ctrl Enter</kbd> in a new tab,{" "}
          <kbd>Esc</kbd> close
        </p>
      </div>
    </Dialog>
  );
}
