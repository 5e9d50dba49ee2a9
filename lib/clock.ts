/** The time, as a port: verbs take it as an argument so that a virtual one can drive them. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
