/** A time range, in ms since 1970, both ends included. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}
