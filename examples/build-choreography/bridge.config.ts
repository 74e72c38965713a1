import { defineBridge } from "hookbridge";
import { github } from "hookbridge/providers";

const { BUILD_SERVER = "http://127.0.0.1:4080", CHAT_WEBHOOK = "http://127.0.0.1:4080/chat" } = process.env;

export default defineBridge({
  buses: { engineering: { archiveDays: 30 } },
  sources: { "acme-github": { provider: github, bus: "engineering" } },
  subscriptions: {
    // Each has a queue of its own: while the build server is down, the others go on.
    builds: {
      bus: "engineering",
      on: { type: "com.github.push" },
      function: { file: "consumers/builds.ts", environment: { BUILD_SERVER } },
      keepTryingHours: 4,
    },
    chat: {
      bus: "engineering",
      on: { type: ["com.github.push", "com.github.pull_request.closed"] },
      function: { file: "consumers/chat.ts", environment: { CHAT_WEBHOOK } },
    },
    audit: { bus: "engineering", on: "everything", queue: {} },
  },
});
