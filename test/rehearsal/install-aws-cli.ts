/** Installs the AWS CLI into a Python environment of its own; by itself: `node test/rehearsal/install-aws-cli.ts`. */
import { installPythonProgram } from "./python-program.ts";

/** The program `aws`, installed if need be. @throws when Python 3 or its packages can't be had */
export const installAwsCli = (): string =>
  installPythonProgram("aws", { name: "awscli", version: "1.46.3", requirement: "awscli" });

if (import.meta.main) installAwsCli();
