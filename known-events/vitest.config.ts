import { defineConfig } from "vitest/config";

/** The types of vendors' payloads, in known-events/ with the vendors' packages: `npm run test:types`. */
export default defineConfig({
  test: { include: ["known-events/*.test.ts"], testTimeout: 120_000, hookTimeout: 60_000 },
});
