/** Gives the time in Unix milliseconds. */
export type Clock = () => number;
