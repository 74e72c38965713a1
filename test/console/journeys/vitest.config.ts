import { defineConfig } from "vitest/config";
import { chromiumMissing } from "../../support/browser/chromium-path.ts";

const missing = chromiumMissing();
if (missing) {
  console.error(missing);
  process.exit(1);
}

/** The console in a real browser, with dependencies of its own in browser/: `npm run test:console`. */
export default defineConfig({
  test: {
    include: ["test/console/journeys/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
