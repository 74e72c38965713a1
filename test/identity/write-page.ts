// `node test/identity/write-page.ts`: writes the worked examples of docs/identity.md, made by the code of recorded requests.
import { readFileSync, writeFileSync } from "node:fs";
import { withExamples } from "./page.ts";

const page = new URL("../../docs/identity.md", import.meta.url);
writeFileSync(page, await withExamples(readFileSync(page, "utf8")));
