import { defineConfig } from "vitest/config";

/** The tests against what stands beside the checkout: `npm run test:shared`. */
export default defineConfig({
  test: { include: ["test/shared/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 300_000 },
});
