/** What the handler of a state machine is told in its environment. */
export const stateMachineVariables = {
  definition: "STATE_MACHINE_DEFINITION",
  /** URL of the module with what plays Task states. */
  tasks: "STATE_MACHINE_TASKS",
} as const;
