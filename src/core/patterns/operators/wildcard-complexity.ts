import { anyText, type WildcardStep, wildcardSteps } from "./wildcard.ts";

/**
 * AWS gives no number. A pattern of complexity 7 was taken there and one of 11 refused (recorded in tests of github.com/localstack/localstack),
 * a list of 9 was taken and one of 12 refused (github.com/vals-ai/Valkyrie, pull request 278).
 */
const highestComplexity = 10;

/** Where a text can be within the wildcard patterns of a field. */
interface Place {
  /** Places after one more byte. */
  readonly next: Map<number, Set<Place>>;
  /** The place in the wildcard that follows here. */
  star: Place | undefined;
  /** True for a place in a wildcard, where a text stays with every byte. */
  readonly isStar: boolean;
  /** The matchers that can still match from here. */
  readonly matchers: Set<string>;
}

const newPlace = (isStar: boolean): Place => ({
  next: new Map(),
  star: undefined,
  isStar,
  matchers: new Set(),
});

function placeAfter(place: Place, byte: number, shared: boolean): Place {
  const known = place.next.get(byte);
  const [first] = known ?? [];
  if (first && shared) return first;
  const added = newPlace(false);
  if (known) known.add(added);
  else place.next.set(byte, new Set([added]));
  return added;
}

const quote = 0x22;

/** The place at which a matcher has matched, whichever of its patterns it was. */
function matchOf(matcher: string): Place {
  const match = newPlace(false);
  match.matchers.add(matcher);
  return match;
}

/** Adds a pattern. Patterns share their places up to the first wildcard. */
function addPattern(root: Place, steps: readonly WildcardStep[], match: Place): void {
  const [matcher = ""] = match.matchers;
  let place = root;
  let shared = true;
  for (const step of [quote, ...steps]) {
    if (step === anyText) {
      place.star ??= newPlace(true);
      place = place.star;
      shared = false;
    } else place = placeAfter(place, step, shared);
    place.matchers.add(matcher);
  }
  const ends = place.next.get(quote) ?? new Set();
  place.next.set(quote, ends.add(match));
}

/** The places after `byte`. A wildcard is entered without a byte, and stays. */
function placesAfter(places: ReadonlySet<Place>, byte: number): Set<Place> {
  const reached = new Set<Place>();
  for (const place of places) if (place.isStar) reached.add(place);
  for (const place of places) for (const next of place.next.get(byte) ?? []) reached.add(next);
  for (const place of reached) if (place.star) reached.add(place.star);
  return reached;
}

const never = (): never => {
  throw new Error("A wildcard pattern was not checked before its complexity.");
};

/** The place before any text, with all patterns below it. */
function placesOf(matchers: readonly (readonly string[])[]): Place {
  const root = newPlace(false);
  const matches = new Map<string, Place>();
  for (const patterns of matchers) {
    const name = JSON.stringify([...patterns].sort());
    const match = matches.get(name) ?? matchOf(name);
    matches.set(name, match);
    for (const pattern of patterns) addPattern(root, wildcardSteps(pattern, never), match);
  }
  return root;
}

/** The bytes that lead on from here, and one more for all others. */
function bytesAfter(places: ReadonlySet<Place>): ReadonlySet<number> {
  return new Set([...[...places].flatMap(({ next }) => [...next.keys()]), -1]);
}

/**
 * Whether the wildcard patterns of one field are too complex together: whether some text can be at more than ten places within
 * them at once.
 * @param matchers the wildcard patterns of each matcher
 */
export function isTooComplex(matchers: readonly (readonly string[])[]): boolean {
  const numbers = new Map<Place, number>();
  const numberOf = (place: Place): number => {
    const number = numbers.get(place) ?? numbers.size;
    numbers.set(place, number);
    return number;
  };
  const seen = new Set<string>();
  const open: ReadonlySet<Place>[] = [new Set([placesOf(matchers)])];
  for (let places = open.pop(); places; places = open.pop()) {
    for (const byte of bytesAfter(places)) {
      const reached = placesAfter(places, byte);
      const complexity = [...reached].reduce((sum, place) => sum + place.matchers.size, 0);
      if (complexity > highestComplexity) return true;
      const key = [...reached].map(numberOf).sort().join();
      if (reached.size > 0 && !seen.has(key)) open.push(reached);
      seen.add(key);
    }
  }
  return false;
}
