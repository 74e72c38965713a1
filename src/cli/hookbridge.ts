import { costCommand } from "./cost/cost.ts";
import { diffCommand } from "./diff/diff.ts";
import { fixtureCommand } from "./fixture/fixture.ts";
import { initCommand } from "./init/init.ts";
import { newProviderCommand } from "./new-provider/new-provider.ts";
import { deployCommand, packageCommand, removeCommand } from "./osls/osls-commands.ts";
import { policyCommand } from "./policy/policy.ts";
import { runProgram } from "./program/run-program.ts";
import { secretsCommand } from "./secrets/secrets.ts";
import { sendCommand } from "./send/send.ts";
import { startCommand } from "./start.ts";
import { testCommand } from "./test/test.ts";
import { testProviderCommand } from "./test-provider/test-provider.ts";

/** The program `hookbridge`. Its help lists the commands in this order. */
await runProgram([
  initCommand(),
  startCommand(),
  secretsCommand(),
  sendCommand(),
  testCommand(),
  packageCommand(),
  deployCommand(),
  removeCommand(),
  diffCommand(),
  costCommand(),
  policyCommand(),
  newProviderCommand(),
  fixtureCommand(),
  testProviderCommand(),
]);
