import { CONVERT } from './convert.ts';
import { ENCODE } from './encode.ts';
import { FILES } from './files.ts';
import type { Fn } from './function.ts';
import { LISTS } from './list.ts';
import { REGEX } from './regex.ts';
import { TEXT } from './text.ts';

/** Functions by name. One that is not here (cidrsubnet, timestamp, uuid, bcrypt, sensitive) gives a hole named by its call. */
export const FUNCTIONS: ReadonlyMap<string, Fn> = new Map([
  ...TEXT,
  ...REGEX,
  ...CONVERT,
  ...LISTS,
  ...ENCODE,
  ...FILES,
]);
