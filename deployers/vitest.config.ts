import { defineConfig } from "vitest/config";

/** The recipes for other deployers, in deployers/ with dependencies of its own: `npm run deployers`. */
export default defineConfig({
  test: { include: ["deployers/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 240_000 },
});
