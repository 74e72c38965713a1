import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";

/** The two files of a recorded request, as they are; undefined for one that is missing. */
export interface RequestFiles {
  /** Their name without the ending. */
  readonly name: string;
  /** `<name>.http`: the request as it went over the wire. */
  readonly http: Buffer | undefined;
  /** `<name>.json`: what belongs to it. */
  readonly json: string | undefined;
}

/** Where a clone has the recorded requests of the catalogue's providers, one folder each. */
const catalogueFolder = fileURLToPath(new URL("../../test/fixtures", import.meta.url));

/** Where the npm package has all of them: thousands of small files would take three times their bytes of a disk. */
const catalogueFile = `${catalogueFolder}.br`;

/** A line of the file: one recorded request. Bytes are written as Latin-1, which compresses better than base64. */
type PackedLine = readonly [provider: string, name: string, http: string | null, json: string | null];

/** The recorded requests in a folder of the disk. */
function filesOnDisk(folder: string): readonly RequestFiles[] {
  const names = readdirSync(folder).flatMap((file) =>
    /\.(?:http|json)$/.test(file) ? file.replace(/json$/, "http") : [],
  );
  const read = (name: string, ending: string): Buffer | undefined => {
    const path = join(folder, `${name}.${ending}`);
    return existsSync(path) ? readFileSync(path) : undefined;
  };
  // In the order of the files, which the recorded identities keep: `a-b.http` precedes `a.http`.
  return [...new Set(names)].sort().map((file) => {
    const name = file.slice(0, -".http".length);
    return { name, http: read(name, "http"), json: read(name, "json")?.toString("utf8") };
  });
}

/** The recorded requests of a provider among the lines of a packed catalogue. Only its own are parsed. */
export const unpackedFiles = (lines: readonly string[], provider: string): readonly RequestFiles[] =>
  lines
    .filter((line) => line.startsWith(`[${JSON.stringify(provider)},`))
    .map((line) => {
      const [, name, http, json] = JSON.parse(line) as PackedLine;
      return {
        name,
        http: http === null ? undefined : Buffer.from(http, "latin1"),
        json: json ?? undefined,
      };
    });

let catalogueLines: readonly string[] | undefined;

/** The recorded requests of a provider in the package's one file. */
function packedFiles(provider: string): readonly RequestFiles[] {
  catalogueLines ??= brotliDecompressSync(readFileSync(catalogueFile)).toString("utf8").split("\n");
  return unpackedFiles(catalogueLines, provider);
}

/** The recorded requests in a folder, in the order of their names; none where there is no such folder. */
export function requestFiles(folder: string): readonly RequestFiles[] {
  if (existsSync(folder)) return filesOnDisk(folder);
  const isPacked = dirname(folder) === catalogueFolder && existsSync(catalogueFile);
  return isPacked ? packedFiles(basename(folder)) : [];
}

/** The folder with the recorded requests of a catalogue's provider. In the npm package it is only a name for them. */
export const catalogueRequests = (providerId: string): string => join(catalogueFolder, providerId);

/**
 * The folder with a provider's recorded requests: that of the project for its own provider, else that of the catalogue.
 * @param project the folder of the configuration
 */
export function requestsFolder(project: string, providerId: string): string {
  const own = join(project, "providers/fixtures", providerId);
  return existsSync(own) ? own : catalogueRequests(providerId);
}

/** All folders of recorded requests below a folder, as the one file that the npm package has in place of them. */
export function packRequests(folder: string): Buffer {
  const packed = readdirSync(folder)
    .sort()
    .flatMap((provider) =>
      filesOnDisk(join(folder, provider)).map(({ name, http, json }) => {
        const line: PackedLine = [provider, name, http?.toString("latin1") ?? null, json ?? null];
        return JSON.stringify(line);
      }),
    );
  const text = Buffer.from(packed.join("\n"));
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } });
}
