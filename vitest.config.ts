import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "providers/**/*.test.ts"],
    exclude: [
      "test/shared/**",
      "test/rehearsal/**",
      "test/package/**",
      "test/console/journeys/**",
      "**/node_modules/**",
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // How long a slow machine may take, not how long anything should.
    expect: { poll: { timeout: 20_000 } },
  },
});
