import type { Command } from "commander";
import { parsePort } from "../parse-port.ts";
import { bridgeCommand } from "../program/bridge-command.ts";
import { withBridgeFlags } from "../program/connect.ts";
import type { DoctorFlags } from "./examine-local.ts";

/** `hookbridge doctor`: everything that is wrong, or will be. */
export const doctorCommand = (): Command =>
  withBridgeFlags(
    bridgeCommand({
      name: "doctor",
      summary: "everything that is wrong or will be, each with its remedy",
      description:
        "Looks at the bridge on this machine, or with a stage at a deployed one, and says everything that is wrong or will be. " +
        "It ends with 1 if it finds anything. " +
        "It changes nothing but what interrupted calls of tail and replay left behind in AWS, which it removes.",
      examples: ["doctor", "doctor --stage prod", "doctor --stage prod --json"],
    }).option("--port <number>", "the port that start is to take on this machine", parsePort, 3000),
  ).action(async (flags: DoctorFlags) => {
    const { runDoctor } = await import("./run-doctor.ts");
    await runDoctor(flags);
  });
