/** How many single characters must be added, removed or replaced to turn one text into the other. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
  }
  return row[other.length] ?? 0;
}

/** The ids that somebody who typed `wanted` may have meant, the most similar first; five at most. */
export function similarIds(wanted: string, ids: readonly string[]): readonly string[] {
  return ids
    .map((id) => ({ id, distance: editDistance(wanted, id) }))
    .filter(
      ({ id, distance }) =>
        distance <= Math.ceil(wanted.length / 3) ||
        (wanted.length > 2 && (id.includes(wanted) || wanted.includes(id))),
    )
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 5)
    .map(({ id }) => id);
}
