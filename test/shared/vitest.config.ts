import { defineConfig } from "vitest/config";
import { sharedMissing } from "./folder.ts";

const missing = sharedMissing();
if (missing) {
  console.error(missing);
  process.exit(1);
}

/** The tests against what stands beside the checkout: `npm run test:shared`. */
export default defineConfig({
  test: { include: ["test/shared/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 300_000 },
});
