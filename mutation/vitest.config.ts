import { defineConfig } from "vitest/config";

const asked = process.env.HOOKBRIDGE_MUTATION_TESTS;

/** The tests that judge: those of the mutated folders, and the contract of some providers. The whole suite would take hours. */
export default defineConfig({
  test: {
    include: asked ? [asked] : ["test/{signatures,handshakes,events}/**/*.test.ts", "mutation/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
