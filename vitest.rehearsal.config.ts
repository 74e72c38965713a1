import { defineConfig } from "vitest/config";

/** The packaged bridge against moto's server: `npm run rehearse`. It needs Python 3. */
export default defineConfig({
  test: {
    include: ["test/rehearsal/**/*.test.ts"],
    globalSetup: "test/rehearsal/moto.ts",
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
