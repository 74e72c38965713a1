import type { Rotation, RotationPhase } from "../../operate/secrets/rotation.ts";
import { showAge } from "../text/show-time.ts";

const phases: Readonly<Record<RotationPhase, string>> = {
  none: "it has no older secret",
  waiting: "no delivery has come since the new secret was stored",
  "older-in-use": "the vendor still signs with an older secret, or did so a short time ago",
  finished: "the vendor signs with the new secret, and with no older one any more",
  unknown: "it can't be said which secret the vendor signs with",
};

/** How far a rotation is, as a part of a sentence. */
export const phaseText = ({ phase }: Rotation): string => phases[phase];

/** A rotation for people. */
export function rotationLines(source: string, rotation: Rotation, now: number): readonly string[] {
  const { phase, older, sinceMs, use, unknown } = rotation;
  const matched = (ms: number | undefined): string =>
    ms === undefined ? "no delivery" : showAge(new Date(ms).toISOString(), now);
  return [
    `${source}: ${phase === "finished" && older > 0 ? "can be finished" : phase}. ${phaseText(rotation)[0]?.toUpperCase()}${phaseText(rotation).slice(1)}.`,
    ...(older > 0 ? [`  older secrets   ${older}`] : []),
    ...(sinceMs === undefined ? [] : [`  newest stored   ${showAge(new Date(sinceMs).toISOString(), now)}`]),
    ...(use
      ? [
          `  newest matched  ${matched(use.newestAt)}`,
          `  older matched   ${matched(use.olderAt)}`,
          `  known from      ${use.from}`,
        ]
      : []),
    ...(unknown === undefined ? [] : [`  why             ${unknown}`]),
  ];
}
