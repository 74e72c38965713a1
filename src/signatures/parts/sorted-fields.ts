type Field = readonly [name: string, value: string];

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Fields in the order of their names, those of one name in the order of their values. */
export function sortedFields(fields: Iterable<Field>): readonly Field[] {
  return [...fields].sort((one, other) => compare(one[0], other[0]) || compare(one[1], other[1]));
}
