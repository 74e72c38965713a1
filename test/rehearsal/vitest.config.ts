import { configDefaults, defineConfig } from "vitest/config";
import { elasticmqMissing } from "./install-elasticmq.ts";

const missing = elasticmqMissing();
if (missing) console.error(`No rehearsal of the queues in ElasticMQ: ${missing}.`);

/** The packaged bridge against moto's server, which needs Python 3, and once more with ElasticMQ's queues, which need Java: `npm run rehearse`. */
export default defineConfig({
  test: {
    include: ["test/rehearsal/**/*.test.ts"],
    exclude: [...configDefaults.exclude, ...(missing ? ["test/rehearsal/queues.test.ts"] : [])],
    globalSetup: ["test/rehearsal/moto.ts", "test/rehearsal/elasticmq.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
