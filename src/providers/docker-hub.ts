import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "docker-hub",
  name: "Docker Hub",
  category: "devtools",
  docs: "https://docs.docker.com/docker-hub/repos/manage/webhooks/",
  setup: {
    where: "Repository → Webhooks → enter a name and this source's URL with `?token=<secret>` appended",
    secret: "chosen-by-you",
    note:
      "Docker Hub does not sign deliveries. The token in the URL is the only protection: make it long and " +
      "random.",
  },
  retries: {
    source:
      "docs.docker.com/docker-hub/repos/manage/webhooks: has a history of deliveries, and says nothing of retries",
  },
  signature: { scheme: "token", from: "query:token" },
  event: {
    source: "com.docker.hub",
    type: ["text:push"],
    equalDeliveries: {
      possible: false,
      why: "pushed_at and the tag are in each body: one tag is not pushed twice in a second (docs.docker.com, Docker Hub webhooks)",
    },
    checkedAgainst: ["captured payload: github.com/go-playground/webhooks"],
    time: "body:/push_data/pushed_at",
    subject: "text:{body:/repository/repo_name}:{body:/push_data/tag}",
    origin: "body:/repository/repo_url",
    words: { push: "package published" },
  },
});
