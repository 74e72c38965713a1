/**
 * Plays the Task states on this machine, by their names. Each gets what its state's Parameters make, and gives what the service would
 * answer. A deployment calls what the definition says.
 */

interface Ticket {
  readonly ticket: string;
  readonly source: string;
}

const teams = ["billing", "shipping"] as const;

export default {
  "Choose a team": ({ Payload: { ticket } }: { readonly Payload: Ticket }) => ({
    Payload: { name: teams[Number(ticket) % teams.length] },
  }),
  "Tell the team": ({ TopicArn, Message }: { readonly TopicArn: string; readonly Message: string }) => {
    console.log(`${TopicArn.split(":").at(-1)} is told: ${Message}`);
    return {};
  },
};
