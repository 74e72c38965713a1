/** Runs in a process like a function: each message of its queue is an execution of a state machine. */
import { readFileSync } from "node:fs";
import { type RunOptions, StateMachine, type StateMachineDefinition } from "aws-local-stepfunctions";
import type { Json } from "../../../core/json/json.ts";
import { stateMachineVariables } from "./state-machine-variables.ts";

/** How an execution has ended. */
export interface ExecutionEnd {
  readonly succeeded: boolean;
  readonly output?: Json;
  readonly error?: string;
}

/** What plays Task states, by their names. */
type Tasks = NonNullable<NonNullable<RunOptions["overrides"]>["taskResourceLocalHandlers"]>;

interface QueueEvent {
  readonly Records: readonly { readonly body: string }[];
}

const { [stateMachineVariables.definition]: file = "", [stateMachineVariables.tasks]: tasksUrl } =
  process.env;

const definition: StateMachineDefinition = JSON.parse(readFileSync(file, "utf8"));
const { default: named, ...exported } = tasksUrl === undefined ? {} : await import(tasksUrl);
/** Exports of the module, and members of its default export, whose names may have spaces. */
const tasks: Tasks = { ...exported, ...named };

/** A state without a local function fails, as one whose resource does not exist. */
const missingTask =
  (name: string): Tasks[string] =>
  () => {
    throw new Error(`nothing plays the state "${name}" here`);
  };

const machine = new StateMachine(definition, {
  // ARNs may have placeholders that the deployment fills in.
  validationOptions: { checkArn: false },
});

const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function execute(input: string): Promise<ExecutionEnd> {
  const taskResourceLocalHandlers = new Proxy(tasks, {
    // A state may be called as what every object inherits: "constructor" is played by nobody.
    get: (known, name) =>
      (Object.hasOwn(known, name) ? known[String(name)] : undefined) ?? missingTask(String(name)),
  });
  try {
    const { result } = machine.run(JSON.parse(input), { overrides: { taskResourceLocalHandlers } });
    return { succeeded: true, output: await result };
  } catch (error) {
    return { succeeded: false, error: errorText(error) };
  }
}

/** @returns how the execution has ended: an execution that fails is not tried again, as on AWS */
export async function handler({ Records: [record] }: QueueEvent): Promise<ExecutionEnd> {
  return execute(record?.body ?? "null");
}
