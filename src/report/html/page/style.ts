import { CHAINS } from './style/chains.ts';
import { COLOURS } from './style/colours.ts';
import { FINDINGS } from './style/findings.ts';
import { FRAME } from './style/frame.ts';
import { MAPS } from './style/maps.ts';
import { NARROW, PRINT } from './style/media.ts';
import { TABLES } from './style/tables.ts';

/** The one style sheet of the page. Nothing in it comes from the estate, and nothing in it loads anything. */
export const STYLE = [COLOURS, FRAME, FINDINGS, CHAINS, MAPS, TABLES, NARROW, PRINT].join('\n');
