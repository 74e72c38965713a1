type Field = readonly [name: string, value: string];

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Fields by name, the values of one name by value. */
export function sortedFields(fields: Iterable<Field>): readonly Field[] {
  return [...fields].sort((one, other) => compare(one[0], other[0]) || compare(one[1], other[1]));
}
