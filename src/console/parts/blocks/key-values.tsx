import type { ComponentChildren } from "preact";

/** A row: its label and its value. */
export type KeyValue = readonly [label: string, value: ComponentChildren];

export function KeyValues({
  rows,
  wide,
}: {
  readonly rows: readonly KeyValue[];
  /** True gives more room to the labels. */
  readonly wide?: boolean | undefined;
}) {
  return (
    <dl class={wide ? "kv wide" : "kv"}>
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
