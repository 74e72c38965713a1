import { useSignal } from "@preact/signals";
import type { KnownWords } from "./filter-text.ts";
import { filtersOf, momentOf, type StreamFilter, type WordFilter, without } from "./stream-filter.ts";

interface ChipOption {
  readonly value: string;
  readonly label: string;
}

/** A choice that says what it narrows to. */
function Chip({
  id,
  label,
  value,
  options,
  onChoose,
}: {
  readonly id?: string;
  readonly label: string;
  /** Empty for any. */
  readonly value: string;
  readonly options: readonly ChipOption[];
  readonly onChoose: (value: string) => void;
}) {
  const isOffered = value === "" || options.some((option) => option.value === value);
  return (
    <label class={value === "" ? "chip" : "chip set"}>
      <span>{label}</span>
      <select
        id={id}
        aria-label={label}
        value={value}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      >
        <option value="">any</option>
        {!isOffered && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The id of the choice of a time, which the key `t` focuses. */
export const timeChipId = "stream-time";

const times: readonly ChipOption[] = [
  { value: "-15m", label: "last 15 min" },
  { value: "-1h", label: "last 1 h" },
  { value: "-6h", label: "last 6 h" },
  { value: "-24h", label: "last 24 h" },
  { value: "-7d", label: "last 7 d" },
];

const twoDigits = (number: number): string => String(number).padStart(2, "0");

/** A moment as a field of the browser takes it: in the viewer's zone, without one. */
function localField(moment: string | undefined): string {
  const date = new Date(momentOf(moment, Date.now()) ?? "");
  if (Number.isNaN(date.getTime())) return "";
  const day = `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
  return `${day}T${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}:${twoDigits(date.getSeconds())}`;
}

const fromField = (text: string): string | undefined =>
  text === "" ? undefined : new Date(text).toISOString();

function TimeFields({ filter, onFilter }: FilterChipsProps) {
  return (
    <>
      {(["from", "to"] as const).map((name) => (
        <label key={name} class="chip">
          <span>{name === "from" ? "From" : "To"}</span>
          <input
            type="datetime-local"
            step={1}
            value={localField(filter[name])}
            onChange={({ currentTarget }) => onFilter({ ...filter, [name]: fromField(currentTarget.value) })}
          />
        </label>
      ))}
    </>
  );
}

/** What the chips are for. */
interface FilterChipsProps {
  readonly filter: StreamFilter;
  readonly onFilter: (filter: StreamFilter) => void;
}

const chipLabels = {
  source: "Source",
  type: "Type",
  entity: "Entity",
  action: "Action",
  outcome: "Outcome",
  reason: "Reason",
};

/** The filter by mouse. */
export function FilterChips({ filter, onFilter, known }: FilterChipsProps & { readonly known: KnownWords }) {
  const isOwnTime = useSignal(false);
  const { from, to } = filter;
  const isRelative = to === undefined && (from === undefined || times.some(({ value }) => value === from));
  const isCustom = isOwnTime.value || !isRelative;
  const chooseTime = (value: string): void => {
    isOwnTime.value = value === "custom";
    if (value !== "custom") onFilter({ ...filter, from: value === "" ? undefined : value, to: undefined });
  };
  const chooseWord = (name: WordFilter, value: string): void =>
    onFilter(
      value === ""
        ? without(filter, name)
        : { ...filter, words: { ...filter.words, [name]: value.split(",") } },
    );
  const chips = filtersOf(filter.show).filter(
    (name) => (name !== "action" && name !== "reason") || filter.words[name] !== undefined,
  );
  return (
    <>
      <Chip
        id={timeChipId}
        label="Time"
        value={isCustom ? "custom" : (from ?? "")}
        options={[...times, { value: "custom", label: "from, to" }]}
        onChoose={chooseTime}
      />
      {isCustom && <TimeFields filter={filter} onFilter={onFilter} />}
      {chips.map((name) => (
        <Chip
          key={name}
          label={chipLabels[name]}
          value={(filter.words[name] ?? []).join(",")}
          options={(known[name] ?? []).map((value) => ({ value, label: value }))}
          onChoose={(value) => chooseWord(name, value)}
        />
      ))}
    </>
  );
}
