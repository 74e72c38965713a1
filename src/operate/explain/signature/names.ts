import type { Pointer } from "../../../core/pointers.ts";
import type { ExplainContext } from "../engine/context.ts";
import { placeLabel } from "./places.ts";

/** The usual capitals of a header's name: `X-Hub-Signature-256`. */
const inCapitals = (name: string): string => name.replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());

/** A place in words, a header as the request writes it, or in usual capitals where it did not come. */
export function headerName({ raw }: ExplainContext, place: string): string {
  if (!place.startsWith("header:")) return placeLabel(place);
  const name = place.slice("header:".length);
  return raw.headers.find(([one]) => one.toLowerCase() === name)?.[0] ?? inCapitals(name);
}

/** Most places that are named. */
export const mostNamed = 4;

/** Places in words, separated by commas. */
export const placeList = (context: ExplainContext, places: readonly Pointer[]): string =>
  places
    .slice(0, mostNamed)
    .map((place) => headerName(context, place))
    .join(", ");
