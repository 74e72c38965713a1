import { defineConfig } from "vitest/config";

/** The npm package, installed from its tarball in a folder outside of the repository: `npm run test:package`. */
export default defineConfig({
  test: {
    include: ["test/package/**/*.test.ts"],
    globalSetup: ["test/package/install.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
