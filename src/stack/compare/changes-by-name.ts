/** A name with its value before and after the deployment. */
export interface Change<Value> {
  readonly name: string;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

/** The names whose values differ, as JSON. */
export function changesByName<Value>(
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
): readonly Change<Value>[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  // A name in a configuration can be one that every object inherits.
  const own = (values: Readonly<Record<string, Value>>, name: string): Value | undefined =>
    Object.hasOwn(values, name) ? values[name] : undefined;
  return names
    .map((name) => ({ name, before: own(before, name), after: own(after, name) }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}
