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

/** The names that somebody who typed `wanted`, in whatever case, may have meant, the most similar first; five at most. */
export function similarNames(wanted: string, names: readonly string[]): readonly string[] {
  const lower = wanted.toLowerCase();
  return names
    .map((name) => ({ name, lowerName: name.toLowerCase() }))
    .map((candidate) => ({ ...candidate, distance: editDistance(lower, candidate.lowerName) }))
    .filter(
      ({ lowerName, distance }) =>
        distance <= Math.ceil(lower.length / 3) ||
        (lower.length > 2 && (lowerName.includes(lower) || lower.includes(lowerName))),
    )
    .sort(
      (one, other) =>
        one.distance - other.distance || editDistance(wanted, one.name) - editDistance(wanted, other.name),
    )
    .slice(0, 5)
    .map(({ name }) => name);
}
