/** The parts of the JSON report that stand there only when asked for. */
export const INCLUDES = ['edges', 'identities', 'nodes', 'policies'] as const;
export type Include = (typeof INCLUDES)[number];
