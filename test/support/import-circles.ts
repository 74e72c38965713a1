/**
 * Import circles among files, each as the path around it (`a -> b -> a`).
 * @param imports each file with the files that it imports; types count
 */
export function importCircles(imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const circles: string[] = [];
  const visited = new Set<string>();

  function visit(file: string, path: readonly string[]): void {
    const start = path.indexOf(file);
    if (start !== -1) circles.push([...path.slice(start), file].join(" -> "));
    if (visited.has(file)) return;
    visited.add(file);
    for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
  }

  for (const file of imports.keys()) visit(file, []);
  return circles;
}
