import { fileURLToPath } from "node:url";

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/**
 * esbuild's filter for one module of the bridge, or for those that lie flat in a folder. A whole path, because a user's project may have a
 * `src/config` or `src/providers` of its own.
 * @param url of the module; a folder's ends in `/`
 */
export function ownFilter(url: URL): RegExp {
  const path = fileURLToPath(url);
  return new RegExp(`^${literally(path)}${url.href.endsWith("/") ? "[a-z0-9-]+\\.[jt]s" : ""}$`);
}
