/** Scales of charts. */

/** A round number that is not less: the top of an axis. */
export function roundTop(most: number): number {
  if (most <= 1) return 1;
  const unit = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * unit >= most) ?? 10;
  return step * unit;
}

/** Where a share stands on a logarithmic scale from `least` to 1: 0 to 1. */
export function logPlace(share: number, least: number): number {
  if (!(share > 0)) return 0;
  return Math.min(1, Math.max(0, 1 - Math.log(share) / Math.log(least)));
}

/** At most so many indexes of a series, evenly apart, the first and the last among them. */
export function evenIndexes(length: number, most: number): readonly number[] {
  if (length <= 1) return length === 1 ? [0] : [];
  const steps = Math.min(most, length) - 1;
  return Array.from({ length: steps + 1 }, (_, index) => Math.round((index * (length - 1)) / steps));
}
