// `node test/identity/record.ts`: writes down what every recorded request's events are called, and what its signature covers.
// Only for a change that means to change some of it: the difference is what consumers and the ledger will see.
import { writeFileSync } from "node:fs";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { recordedFile, rowsOf } from "./rows.ts";

const lines: string[] = [];
for (const id of providerIds) lines.push(JSON.stringify(await rowsOf(await loadProvider(id))));
writeFileSync(recordedFile, `${lines.join("\n")}\n`);
