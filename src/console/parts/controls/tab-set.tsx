import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";

/** A tab and what it shows. */
export interface TabShown<Name extends string> {
  readonly name: Name;
  readonly label: ComponentChildren;
  readonly content: () => ComponentChildren;
}

/** Tabs over one panel. The arrows go from tab to tab. */
export function TabSet<Name extends string>({
  label,
  tabs,
  value,
  onChoose,
}: {
  readonly label: string;
  readonly tabs: readonly TabShown<Name>[];
  readonly value: Name;
  readonly onChoose: (name: Name) => void;
}) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const chosen = tabs.find(({ name }) => name === value) ?? tabs[0];
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const from = chosen ? tabs.indexOf(chosen) : -1;
    if (step === undefined || from === -1) return;
    event.preventDefault();
    const to = (from + step + tabs.length) % tabs.length;
    const next = tabs[to];
    if (next) onChoose(next.name);
    list.current?.querySelectorAll<HTMLButtonElement>("[role=tab]")[to]?.focus();
  };
  return (
    <>
      <div ref={list} class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            type="button"
            role="tab"
            key={tab.name}
            id={`${id}-${tab.name}`}
            aria-selected={tab === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={tab === chosen ? 0 : -1}
            onClick={() => onChoose(tab.name)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what it shows may scroll */}
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen?.name}`} tabIndex={0}>
        {chosen?.content()}
      </div>
    </>
  );
}
