import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** The folder of corpora that lives outside the project; `HOOKBRIDGE_SHARED` says where. */
export const sharedFolder = process.env.HOOKBRIDGE_SHARED ?? resolve(import.meta.dirname, "../../../shared");

/** What is wrong with the folder; undefined when it is there. */
export const sharedMissing = (folder = sharedFolder): string | undefined =>
  existsSync(folder)
    ? undefined
    : `The folder ${folder} is missing. Its corpora are not part of the repository: only who has them runs npm run test:shared, with HOOKBRIDGE_SHARED where they are not in ../shared.`;
