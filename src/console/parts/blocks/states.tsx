/** The states that every list shares: loading, empty, nothing matches, error. */
import type { ComponentChildren } from "preact";
import type { ApiFailure } from "../../api/ask-api.ts";
import { Button } from "../controls/button.tsx";
import { CopyLine } from "../controls/copy-line.tsx";
import { PathMark } from "../marks/path-mark.tsx";
import { Tag } from "../marks/tag.tsx";
import { CodeText } from "../text/code-text.tsx";
import { commandIn } from "../text/commands.ts";
import { Note } from "./note.tsx";

/** Rows of the real height for what is not there yet. Show it where `useLoaded` says `slow`. */
export function Skeleton({ rows }: { readonly rows: number }) {
  return (
    <div class="skeleton" aria-busy="true">
      <span class="sr">Loading</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} aria-hidden="true">
          <span class="skel" />
          <span class="skel" />
          <span class="skel" />
        </div>
      ))}
    </div>
  );
}

/** Nothing is there: why, and the next step. */
export function Empty({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <PathMark state="none" />
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** A filter that is set, and the place without it. */
export interface SetFilter {
  readonly label: string;
  readonly without: string;
}

/** Nothing matches: the filters, how many are outside of them, one button a filter. */
export function NothingMatches({
  filters,
  outside,
  what = "Nothing",
}: {
  readonly filters: readonly SetFilter[];
  /** How many are outside, as a sentence. */
  readonly outside?: string | undefined;
  readonly what?: string | undefined;
}) {
  return (
    <div class="empty small">
      <h2>{what} matches these filters</h2>
      <p>
        <code>{filters.map(({ label }) => label).join(" ")}</code>
        {outside !== undefined && `: ${outside}`}
      </p>
      <div class="filters">
        {filters.map(({ label, without }) => (
          <Button key={label} href={without}>
            Remove {label}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** Nothing has the id or name of the address: where there are others. */
function NotThere({ failure, others }: { readonly failure: ApiFailure; readonly others: PlaceToGo }) {
  return (
    <div class="stack near">
      <Note kind="bad" title={failure.message} alert>
        <p>The address is mistyped, or it is older than what is kept.</p>
      </Note>
      <div class="filters">
        <Button href={others.href}>{others.label}</Button>
      </div>
    </div>
  );
}

/** Where a button leads. */
interface PlaceToGo {
  readonly href: string;
  readonly label: string;
}

/** What the bridge or AWS said, and the command that fixes it. */
export function FailureNote({
  failure,
  retry,
  others,
}: {
  readonly failure: ApiFailure;
  readonly retry?: (() => void) | undefined;
  /** Of the page of one thing: the list of all. */
  readonly others?: PlaceToGo | undefined;
}) {
  if (others && failure.status === 404) return <NotThere failure={failure} others={others} />;
  const command = commandIn(failure.remedy);
  return (
    <div class="stack near">
      <Note kind="bad" title={failure.message} alert>
        <p>
          <CodeText text={failure.remedy} /> <Tag>{failure.code}</Tag>
        </p>
      </Note>
      {command !== undefined && <CopyLine text={command} what="the command" />}
      {retry !== undefined && (
        <div class="filters">
          <Button small onClick={retry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}
