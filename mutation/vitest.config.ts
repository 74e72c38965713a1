import { defineConfig } from "vitest/config";

/** The tests that judge: those of the mutated folders and whatever drives them without a server. */
export default defineConfig({
  test: {
    include: [
      process.env.HOOKBRIDGE_MUTATION_TESTS ??
        "test/{core,signatures,handshakes,events,pipeline,providers,hostile}/**/*.test.ts",
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
