/** Installs ElasticMQ, an SQS that is not ours, with Maven into .rehearsal. It needs Java 17 or later. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const version = "1.7.1";
const leastJava = 17;
const folder = resolve(import.meta.dirname, "../../.rehearsal", `elasticmq-${version}`);

/** Where its jars are once they are installed. */
export const elasticmqJars = join(folder, "lib");

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>hookbridge.rehearsal</groupId><artifactId>elasticmq</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.elasticmq</groupId><artifactId>elasticmq-server_2.13</artifactId><version>${version}</version>
    </dependency>
  </dependencies>
</project>
`;

/** The major version of the Java on the path; undefined without one. */
function javaVersion(): number | undefined {
  const { error, stderr } = spawnSync("java", ["-version"], { encoding: "utf8" });
  const found = error ? undefined : /version "(\d+)/.exec(stderr)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Installs it if need be: once, half a minute. @returns why it can't be had; undefined when it is there */
export function elasticmqMissing(): string | undefined {
  const java = javaVersion();
  if (java === undefined) return "there is no Java";
  if (java < leastJava) return `it needs Java ${leastJava}, and this is Java ${java}`;
  if (existsSync(elasticmqJars)) return undefined;
  console.error(`Installing ElasticMQ ${version} into ${folder} (once, half a minute)…`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "pom.xml"), pom);
  try {
    const goal = ["-B", "-q", "dependency:copy-dependencies", "-DoutputDirectory=incomplete"];
    execFileSync("mvn", goal, { cwd: folder, stdio: ["ignore", 2, 2], timeout: 240_000 });
  } catch (error) {
    return `Maven could not install it (${(error as Error).message.split("\n")[0]})`;
  }
  // Only what is complete gets its name: a run that was stopped must not be taken for an installation.
  renameSync(join(folder, "incomplete"), elasticmqJars);
  return undefined;
}
