/** The TypeScript in the text of a page, block by block. */
export const codeBlocks = (text: string): readonly string[] =>
  Array.from(text.matchAll(/^( *)```ts\n([\s\S]*?)^ *```/gm), ([, indent = "", code = ""]) =>
    code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  );
