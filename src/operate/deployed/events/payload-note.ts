import { shellWord } from "../../../core/shell-word.ts";
import { logicalName } from "../../../stack/template.ts";
import type { EventRow } from "../../events.ts";
import type { DeployedContext } from "../context.ts";

/** True for a bus whose events go into a lake. */
const hasLake = ({ stack }: DeployedContext, bus: string): boolean =>
  [...stack.resources.keys()].some((id) => id.startsWith(`${logicalName(bus)}Lake`));

/** Where what an event carries can be seen, of which the log has nothing. */
export function payloadNote(context: DeployedContext, { bus: name, eventId }: EventRow): string {
  const { stage } = context;
  const bus = context.buses.find((one) => one.name === name);
  const id = shellWord(eventId);
  const known = "The log says what it is, and has nothing of its content.";
  if (!bus) return `${known} Which bus it went to is not known here: bridge.config.ts says it.`;
  if (hasLake(context, name))
    return `${known} The lake has its payload: npx hookbridge lake event-by-id --stage ${stage} --bus ${name} --set id=${id}`;
  if (bus.archiveDays > 0)
    return `${known} The archive can send it to one consumer again: npx hookbridge replay ${id} --stage ${stage} --subscription <name>`;
  return `${known} Its bus has neither archive nor lake: what comes can be seen with npx hookbridge tail --stage ${stage}`;
}
