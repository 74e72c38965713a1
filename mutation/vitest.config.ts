import { defineConfig } from "vitest/config";

const asked = process.env.HOOKBRIDGE_MUTATION_TESTS;

/** The tests that judge: those of the mutated folders. They are quick; the catalogue's contract and the hostile cases come on top. */
export default defineConfig({
  test: {
    include: [asked ?? "test/{signatures,handshakes,events}/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
