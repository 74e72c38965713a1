/** How far something came, as a shape: four stations (verified, queued, on the bus, at its subscriptions) and the ways between. */

/**
 * Stations and ways in turn. Stations: `f` reached, `o` waits there, `z` not reached, `x` ended by a fault, `b` ended as it should, `e` the same as an
 * earlier one. Ways: `-` gone, `.` not gone.
 */
export const pathShapes = {
  delivered: "f-f-f-f",
  published: "f-f-f.o",
  queued: "f-o.z.z",
  paused: "f-f-f.o",
  refused: "x.z.z.z",
  handshake: "f-b",
  duplicate: "f-f-e",
  dropped: "f-f-b",
  dead: "f-f-x.z",
  failed: "f-f-f-x",
  none: "z.z.z.z",
} as const;

/** A shape of the path mark. */
export type PathState = keyof typeof pathShapes;
