import { defineConfig } from "vitest/config";

/** The queries of the lake, in lake-check/ with DuckDB and Trino's grammar: `npm run test:lake`. */
export default defineConfig({
  test: { include: ["lake-check/*.test.ts"], testTimeout: 180_000, hookTimeout: 180_000 },
});
