import { useMemo, useRef, useState } from "preact/hooks";
import { child, parseJson } from "../../../core/json/json.ts";
import { countMembers, type JsonRow, jsonRows } from "./json-rows.ts";
import { isItem, type TreeMove, treeMove } from "./tree-moves.ts";

/** A plain value of a payload, for a pattern. */
export interface JsonLeaf {
  /** Keys on the way to it. A pattern has no step for a list. */
  readonly keys: readonly string[];
  /** The value's JSON text, as it was sent. */
  readonly text: string;
}

/** From these lengths on, only the first level is unfolded; nothing is, until it is asked for. */
const foldedFrom = 200_000;
const onRequestFrom = 1_000_000;
/** Levels that are unfolded in a smaller text, members that are shown at first and more at a time, and the longest string. */
const openLevels = 3;
const membersAtOnce = 100;
const longestString = 2_000;

const megabytes = (text: string): string => `${(text.length / 1_000_000).toFixed(1)} MB`;

const isButton = (target: EventTarget | null): boolean => target instanceof HTMLButtonElement;

interface TreeState {
  readonly flipped: ReadonlySet<number>;
  readonly shown: ReadonlyMap<number, number>;
  readonly focus: number;
}

const fresh: TreeState = { flipped: new Set(), shown: new Map(), focus: 0 };

const toggled = (set: ReadonlySet<number>, at: number): ReadonlySet<number> => {
  const next = new Set(set);
  if (!next.delete(at)) next.add(at);
  return next;
};

function shortenedText(text: string): string {
  const left = text.length - longestString;
  return left > 0
    ? `${text.slice(0, longestString)}… ${left.toLocaleString("en-US")} more characters, see “As sent”`
    : text;
}

const brackets = {
  object: ["{", "}", "members", "member"],
  array: ["[", "]", "elements", "element"],
} as const;

function foldedText(kind: "object" | "array", count = 0): string {
  const [open, close, many, one] = brackets[kind];
  return count === 0
    ? `${open}${close}`
    : `${open} ${count.toLocaleString("en-US")} ${count === 1 ? one : many} ${close}`;
}

function rowText({ row, kind, text = "", count = 0 }: JsonRow): string {
  if (row === "more") return `${count.toLocaleString("en-US")} more, show ${Math.min(count, membersAtOnce)}`;
  if (kind !== "object" && kind !== "array") return shortenedText(text);
  if (row === "folded") return foldedText(kind, count);
  return brackets[kind][row === "open" ? 0 : 1];
}

const classOf = { string: "s", number: "n", word: "b", object: "p", array: "p" } as const;

interface RowProps {
  readonly row: JsonRow;
  readonly isFocused: boolean;
  readonly addable: boolean;
}

function TreeRow({ row, isFocused, addable }: RowProps) {
  const foldable = row.row === "open" || (row.row === "folded" && row.count !== 0);
  const named = row.key !== undefined && row.row !== "close";
  const about = isItem(row)
    ? {
        role: "treeitem" as const,
        "aria-level": row.depth + 1,
        tabIndex: isFocused ? 0 : -1,
        ...(foldable && { "aria-expanded": row.row === "open" }),
      }
    : { role: "none" as const };
  return (
    <div class={foldable || row.row === "more" ? "json-row can" : "json-row"} {...about}>
      <span class="json-line">
        {"  ".repeat(Math.min(row.depth, 60))}
        {named && <span class="k">{row.key}</span>}
        {named && <span class="p">: </span>}
        <span class={row.row === "more" ? "more" : classOf[row.kind]}>{rowText(row)}</span>
        {row.comma && <span class="p">,</span>}
      </span>
      {addable && (
        <button type="button" class="add" tabIndex={isFocused ? 0 : -1}>
          add to pattern
        </button>
      )}
    </div>
  );
}

/** Keys of a path: an index is no step of a pattern. */
function leafOfRow(text: string, row: JsonRow): JsonLeaf {
  const keys: string[] = [];
  let value = parseJson(text)?.value;
  for (const step of row.path) {
    if (!Array.isArray(value)) keys.push(step);
    value = child(value, step);
  }
  return { keys, text: row.text ?? "" };
}

interface TreeProps {
  readonly text: string;
  readonly label: string;
  readonly onAdd?: ((leaf: JsonLeaf) => void) | undefined;
}

function Tree({ text, label, onAdd }: TreeProps) {
  const [state, setState] = useState(fresh);
  const box = useRef<HTMLDivElement>(null);
  const levels = text.length > foldedFrom ? 1 : openLevels;
  const counted = useMemo(() => new Map<number, number>(), [text]);
  const rows = useMemo(() => {
    const count = (source: string, at: number): number => {
      const known = counted.get(at) ?? countMembers(source, at);
      counted.set(at, known);
      return known;
    };
    const view = {
      isOpen: (at: number, depth: number) => depth < levels !== state.flipped.has(at),
      shown: (at: number) => state.shown.get(at) ?? membersAtOnce,
    };
    return jsonRows(text, view, count);
  }, [text, state.flipped, state.shown]);

  const focusOn = (focus: number): void => {
    setState((old) => ({ ...old, focus }));
    const row = box.current?.children[focus];
    if (row instanceof HTMLElement) row.focus();
  };
  const use = (row: JsonRow): void => {
    if (row.row === "leaf") onAdd?.(leafOfRow(text, row));
    else if (row.row === "more")
      setState((old) => ({
        ...old,
        shown: new Map(old.shown).set(row.at, (old.shown.get(row.at) ?? membersAtOnce) + membersAtOnce),
      }));
    else if (row.count !== 0) setState((old) => ({ ...old, flipped: toggled(old.flipped, row.at) }));
  };
  const follow = (move: TreeMove): void => {
    if ("focus" in move) focusOn(move.focus);
    else use("toggle" in move ? move.toggle : move.use);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const presses = event.key === "Enter" || event.key === " ";
    if (event.ctrlKey || event.metaKey || event.altKey || (presses && isButton(event.target))) return;
    const move = treeMove(rows, state.focus, event.key);
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    follow(move);
  };
  // One listener for all rows: a row of a payload is no control of its own.
  const onClick = (event: MouseEvent): void => {
    const line = event.target instanceof Element ? event.target.closest(".json-row") : null;
    const index = line ? Array.from(box.current?.children ?? []).indexOf(line) : -1;
    const row = rows[index];
    if (!row || !isItem(row)) return;
    focusOn(index);
    if (row.row !== "leaf" || isButton(event.target)) use(row);
  };
  return (
    <div
      class="json"
      role="tree"
      aria-label={label}
      tabIndex={-1}
      ref={box}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {rows.map((row, index) => (
        <TreeRow
          key={`${row.row === "close" || row.row === "more" ? row.row : ""}${row.at}`}
          row={row}
          isFocused={index === state.focus}
          addable={onAdd !== undefined && row.row === "leaf"}
        />
      ))}
    </div>
  );
}

/**
 * JSON as a tree: numbers as they were sent, nothing printed again. Over 200 KB only the first level is unfolded, over 1 MB the tree is made when it
 * is asked for.
 * @param onAdd puts a value into a pattern; without it, no value offers that
 */
export function JsonTree({
  text,
  label = "Payload",
  onAdd,
}: {
  readonly text: string;
  readonly label?: string;
  readonly onAdd?: (leaf: JsonLeaf) => void;
}) {
  const [asked, setAsked] = useState<string>();
  const isJson = useMemo(() => parseJson(text) !== undefined, [text]);
  if (!isJson) return <pre class="code">{shortenedText(text)}</pre>;
  if (text.length > onRequestFrom && asked !== text)
    return (
      <p class="json-ask">
        {megabytes(text)} of JSON.{" "}
        <button type="button" class="btn small" onClick={() => setAsked(text)}>
          Show as a tree
        </button>
      </p>
    );
  return <Tree key={text.length} text={text} label={label} onAdd={onAdd} />;
}
