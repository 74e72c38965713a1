/**
 * A module of the bridge, for what takes a path rather than an import. It ends in `.ts` in the repository, and in `.js` in the npm package.
 * @param path relative, as in the repository: `./lambda-worker.ts`
 * @param from the `import.meta.url` of the module that asks
 */
export const ownModule = (path: string, from: string): URL =>
  new URL(path.replace(/\.ts$/, from.endsWith(".js") ? ".js" : ".ts"), from);
