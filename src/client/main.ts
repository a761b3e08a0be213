export { client, type Client, type Lists } from './client.ts';
export { ProblemError, UnansweredError, type UnansweredCode } from './errors.ts';
export type { ChangeEvent, FollowOptions, GapEvent } from './events.ts';
export type * from './generated/shapes.ts';
export type { Routes } from './generated/routes.ts';
export type { CallOptions } from './operation.ts';
export type { ClientOptions } from './settings.ts';
export { Token } from './token.ts';
