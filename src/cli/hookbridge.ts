import { addCommand } from "./add/add.ts";
import { catalogCommand } from "./catalog/catalog.ts";
import { consoleCommand } from "./console/console.ts";
import { costCommand } from "./cost/cost.ts";
import { deadLettersCommand } from "./dead-letters/dead-letters.ts";
import { deliveriesCommand } from "./deliveries/deliveries.ts";
import { diffCommand } from "./diff/diff.ts";
import { doctorCommand } from "./doctor/doctor.ts";
import { explainCommand } from "./explain/explain.ts";
import { fixtureCommand } from "./fixture/fixture.ts";
import { initCommand } from "./init/init.ts";
import { lakeCommand } from "./lake/lake.ts";
import { mcpCommand } from "./mcp/mcp.ts";
import { newProviderCommand } from "./new-provider/new-provider.ts";
import { deployCommand, packageCommand, removeCommand } from "./osls/osls-commands.ts";
import { patternCommand } from "./pattern/pattern.ts";
import { policyCommand } from "./policy/policy.ts";
import { runProgram } from "./program/run-program.ts";
import { providerCommand, providersCommand } from "./providers/providers.ts";
import { replayCommand } from "./replay/replay.ts";
import { secretsCommand } from "./secrets/secrets.ts";
import { sendCommand } from "./send/send.ts";
import { sourcesCommand } from "./sources/sources.ts";
import { startCommand } from "./start.ts";
import { subscriptionsCommand } from "./subscriptions/subscriptions.ts";
import { tailCommand } from "./tail/tail.ts";
import { testCommand } from "./test/test.ts";
import { testProviderCommand } from "./test-provider/test-provider.ts";

/** The program `hookbridge`. Its help lists the commands in this order. */
await runProgram([
  initCommand(),
  startCommand(),
  addCommand(),
  providersCommand(),
  providerCommand(),
  secretsCommand(),
  sourcesCommand(),
  sendCommand(),
  tailCommand(),
  deliveriesCommand(),
  explainCommand(),
  deadLettersCommand(),
  replayCommand(),
  subscriptionsCommand(),
  patternCommand(),
  lakeCommand(),
  consoleCommand(),
  mcpCommand(),
  doctorCommand(),
  testCommand(),
  packageCommand(),
  deployCommand(),
  removeCommand(),
  diffCommand(),
  costCommand(),
  catalogCommand(),
  policyCommand(),
  newProviderCommand(),
  fixtureCommand(),
  testProviderCommand(),
]);
