import { similarNames } from "../../../core/text/similar-names.ts";

/** What the runtime says of a request to a source that there is not. */
export interface UnknownName {
  /** The name that was asked for, fit for a terminal. */
  readonly requested: string;
  readonly detail: string;
}

/** The names of requests to sources that there are not. The function's log has none: it would be a stranger's text. */
export interface UnknownNames {
  /** Keeps the name of a request until its log line comes. @param requestId as the function gets it */
  note(requestId: string, name: string): void;
  take(requestId: string): UnknownName | undefined;
}

/** Requests whose log lines may still come. */
const mostNoted = 200;
/** Characters of a name that are shown, and sources that are listed. */
const mostShown = 64;
const mostListed = 8;

/** A stranger's text without what a terminal would obey, and cut. */
function fitForTerminal(name: string): string {
  const cut = name.length > mostShown ? `${name.slice(0, mostShown)}…` : name;
  return cut.replace(/[^ -~…]/g, "?");
}

/** @param known the names of the sources */
export function makeUnknownNames(known: readonly string[]): UnknownNames {
  const names = new Map<string, string>();
  const listed = known.length > mostListed ? [...known.slice(0, mostListed), "…"] : known;
  return {
    note(requestId, name) {
      if (known.includes(name)) return;
      const [oldest] = names.keys();
      if (names.size >= mostNoted && oldest !== undefined) names.delete(oldest);
      names.set(requestId, name);
    },
    take(requestId) {
      const name = names.get(requestId);
      if (name === undefined) return undefined;
      names.delete(requestId);
      const requested = fitForTerminal(name);
      const similar = similarNames(name.slice(0, mostShown), known);
      const others =
        similar.length > 0 ? `similar: ${similar.join(", ")}` : `there are: ${listed.join(", ")}`;
      return { requested, detail: `no source is named "${requested}"; ${others}` };
    },
  };
}
