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

/** The names that somebody who typed `wanted` may have meant, the most similar first; five at most. */
export function similarNames(wanted: string, names: readonly string[]): readonly string[] {
  return names
    .map((name) => ({ name, distance: editDistance(wanted, name) }))
    .filter(
      ({ name, distance }) =>
        distance <= Math.ceil(wanted.length / 3) ||
        (wanted.length > 2 && (name.includes(wanted) || wanted.includes(name))),
    )
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 5)
    .map(({ name }) => name);
}
