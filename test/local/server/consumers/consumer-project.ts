/** A project whose configuration has subscriptions, and the events that tests put on its buses. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { makeTestProject, type TestProject } from "../runtime-fixture.ts";

/** @param files of the project, by their paths */
export function consumerProject(
  subscriptions: string,
  files: Readonly<Record<string, string>>,
  buses = "engineering: {}",
): TestProject {
  const project = makeTestProject();
  const config = readFileSync(project.configFile, "utf8");
  writeFileSync(
    project.configFile,
    config.replace(
      "buses: { engineering: {} },",
      `buses: { ${buses} }, subscriptions: { ${subscriptions} },`,
    ),
  );
  for (const [path, text] of Object.entries(files)) writeProjectFile(project, path, text);
  return project;
}

export function writeProjectFile({ directory }: TestProject, path: string, text: string): void {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Events with these subjects, as `publish` puts them. @returns EventBridge's ids */
export async function putEvents(
  { endpoints }: Pick<Runtime, "endpoints">,
  subjects: readonly string[],
  bus = "engineering",
): Promise<readonly string[]> {
  const client = new EventBridgeClient({
    endpoint: endpoints.eventbridge,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const ids: string[] = [];
  for (let at = 0; at < subjects.length; at += 10) {
    const Entries = subjects.slice(at, at + 10).map((subject) => ({
      EventBusName: `hookbridge-local-${bus}`,
      Source: "com.code",
      DetailType: "push",
      Detail: JSON.stringify({
        ...{ specversion: "1.0", id: `id-${subject}`, type: "com.code.push", source: "/it", subject },
        ...{ time: "2026-01-01T00:00:00Z", bridgesource: "repo", deliveryid: `dlv_${subject}` },
        ...{ receivedtime: "2026-01-01T00:00:00Z", data: { large: "9007199254740993" } },
      }),
    }));
    const answer = await client.send(new PutEventsCommand({ Entries }));
    ids.push(...(answer.Entries ?? []).map(({ EventId = "" }) => EventId));
  }
  client.destroy();
  return ids;
}

/** A consumer that writes the subjects of its events into a file. @param before runs for each of them */
export const writingConsumer = (before = ""): string => `
import { appendFileSync } from "node:fs";
export const handler = async ({ Records }) => {
  const batchItemFailures = [];
  for (const { body, messageId } of Records) {
    const { detail: { subject } } = JSON.parse(body);
    try {
      ${before}
      appendFileSync(process.env.OUT, subject + "\\n");
    } catch (error) {
      console.log("can't: " + error.message);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
};
`;

/** What the consumers wrote into a file, line by line. */
export function writtenLines({ directory }: TestProject, name = "out"): readonly string[] {
  try {
    return readFileSync(join(directory, name), "utf8").trim().split("\n");
  } catch {
    return [];
  }
}
