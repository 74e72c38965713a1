import { type MetricAlarm, paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import { GetTopicAttributesCommand } from "@aws-sdk/client-sns";
import type { DoctorCheck, DoctorFinding } from "../../../doctor/finding.ts";
import { askAws } from "../../ask-aws.ts";
import type { DeployedContext } from "../../context.ts";
import { firingAlarms } from "../../figures/firing-alarms.ts";
import type { DeployedSubject } from "../subject.ts";

/** DescribeAlarms takes a hundred names. */
const alarmsInOneCall = 100;

async function alarmsOfDeployment({ clients, stack }: DeployedContext): Promise<readonly MetricAlarm[]> {
  const names = [...stack.resources.values()].flatMap(({ type, physicalId }) =>
    type === "AWS::CloudWatch::Alarm" ? [physicalId] : [],
  );
  const found: MetricAlarm[] = [];
  for (let start = 0; start < names.length; start += alarmsInOneCall) {
    const AlarmNames = names.slice(start, start + alarmsInOneCall);
    const pages = paginateDescribeAlarms(
      { client: clients.cloudWatch },
      { AlarmNames, AlarmTypes: ["MetricAlarm"] },
    );
    for await (const { MetricAlarms = [] } of pages) found.push(...MetricAlarms);
  }
  return found;
}

/** Alarms that go off without anybody being told. */
function muteAlarms(alarms: readonly MetricAlarm[]): readonly DoctorFinding[] {
  const mute = alarms.filter(
    ({ ActionsEnabled, AlarmActions = [] }) => ActionsEnabled === false || AlarmActions.length === 0,
  );
  if (mute.length === 0) return [];
  const names = mute
    .map(({ AlarmName }) => AlarmName)
    .slice(0, 3)
    .join(", ");
  return [
    {
      level: "warn",
      text: `${mute.length} of ${alarms.length} alarms tell nobody when they go off: ${names}${mute.length > 3 ? ", …" : ""}.`,
      remedy:
        "Switch their actions on (aws cloudwatch enable-alarm-actions), or deploy again: the stack gives each its topic.",
    },
  ];
}

/** Topics of the alarms to which nobody listens. */
async function silentTopics(
  context: DeployedContext,
  alarms: readonly MetricAlarm[],
): Promise<readonly DoctorFinding[]> {
  const topics = [...new Set(alarms.flatMap(({ AlarmActions = [] }) => AlarmActions))].filter(
    (arn) => arn.split(":")[2] === "sns",
  );
  const findings: DoctorFinding[] = [];
  for (const TopicArn of topics) {
    const { Attributes = {} } = await askAws("read who listens to the alarms", () =>
      context.clients.sns.send(new GetTopicAttributesCommand({ TopicArn })),
    );
    if (Number(Attributes.SubscriptionsConfirmed ?? 0) > 0) continue;
    const pending = Number(Attributes.SubscriptionsPending ?? 0);
    findings.push({
      level: "warn",
      text: `Nobody listens to the alarms: ${TopicArn} has no confirmed subscription${pending > 0 ? `, and ${pending} that waits for its confirmation` : ""}.`,
      remedy:
        pending > 0
          ? "Follow the link in the mail that SNS has sent."
          : "Set `alarms: { email }` in bridge.config.ts and deploy, or subscribe to the topic.",
    });
  }
  return findings;
}

/** Alarms that are on, and alarms that nobody would hear. */
export const alarmsCheck: DoctorCheck<DeployedSubject> = {
  name: "alarms",
  about: "alarms that are on, or that nobody would hear",
  async run({ context }) {
    const alarms = await askAws("read the alarms", () => alarmsOfDeployment(context));
    const on = (await firingAlarms(context)).attention.map(
      ({ level, text, command, since }): DoctorFinding => ({
        level,
        text,
        remedy: "docs/alarms.md has what each alarm means and what to do.",
        ...(command !== undefined && !command.includes(" doctor ") && { command }),
        ...(since !== undefined && { since }),
      }),
    );
    if (alarms.length === 0)
      return [
        {
          level: "warn",
          text: "The stack has no alarms: nobody is told of dead letters or failures.",
          remedy: "Leave `alarms` in bridge.config.ts as it is by default, and deploy.",
        },
      ];
    return [...on, ...muteAlarms(alarms), ...(await silentTopics(context, alarms))];
  },
};
