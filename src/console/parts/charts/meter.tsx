const asPercent = (share: number): string => `${Math.min(100, Math.max(0, share * 100))}%`;

/** A value or a range on a scale from 0 to 1, with a mark where it begins to be too much. */
export function Meter({
  label,
  from = 0,
  to,
  mark,
  kind,
}: {
  /** What it shows, as a sentence; absent where the text beside it says it. */
  readonly label?: string | undefined;
  readonly from?: number | undefined;
  readonly to: number;
  readonly mark?: number | undefined;
  readonly kind?: "bad" | "warn" | undefined;
}) {
  return (
    <div
      class="meter"
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      <i class={kind ?? ""} style={{ left: asPercent(from), width: asPercent(Math.max(0.01, to - from)) }} />
      {mark !== undefined && <s style={{ left: asPercent(mark) }} />}
    </div>
  );
}

/** How far something has come. */
export function Progress({ label, share }: { readonly label: string; readonly share: number }) {
  return (
    <div
      class="meter"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
    >
      <i style={{ left: "0%", width: asPercent(share) }} />
    </div>
  );
}
