import { wordsOf } from '../../../credentials/names.ts';
import type { ToolFact } from '../../../model/system-facts.ts';

export type Effect = ToolFact['effect'];

export interface Judgement {
  readonly effect: Effect;
  readonly because: string;
}

/** Verbs in names of tools by what they do to the world. The first known verb of a name counts. */
const VERBS: Readonly<Record<'execute' | 'write' | 'read', string>> = {
  execute:
    'exec execute run eval evaluate shell bash sh powershell terminal command spawn script interpreter ssh sudo subprocess sandbox',
  write:
    'write create delete remove update edit modify move rename send post publish merge push pay transfer charge refund purchase buy order book upload ' +
    'insert upsert drop truncate alter set add append patch put commit approve assign unassign close reopen cancel reply comment invite grant ' +
    'revoke rotate reset restart reboot stop start kill terminate scale install uninstall apply deploy rollback trigger schedule submit transition archive ' +
    'replace save store forward share fork star subscribe unsubscribe enable disable lock unlock import sync destroy purge wire withdraw deposit trade ' +
    'sell mint sign launch provision migrate copy mkdir click fill type drag press select_option react manage mutate',
  read:
    'get list read search fetch find query describe show view count check lookup resolve retrieve browse status info current whoami convert ask ' +
    'inspect diff log explain analyze analyse summarize tail head grep stat download export poll wait scrape crawl navigate screenshot snapshot tree ' +
    'directory validate preview verify compare extract calculate translate plan sequentialthinking think time weather open recall',
};

const BY_VERB: ReadonlyMap<string, Effect> = new Map(
  (['read', 'write', 'execute'] as const).flatMap((effect) =>
    VERBS[effect].split(' ').map((verb): [string, Effect] => [verb, effect]),
  ),
);

/** What `execute` and `run` are harmless before: a question to a store that answers. */
const ASKS: ReadonlySet<string> = new Set(['query', 'dql', 'search', 'report', 'promql', 'logql', 'kql']);

const RANK: Readonly<Record<Effect, number>> = { unknown: 0, read: 1, write: 2, execute: 3 };

export function effectOfName(name: string): Judgement {
  const words = wordsOf(name.slice(0, 200));
  for (const [index, word] of words.entries()) {
    const effect = BY_VERB.get(word);
    if (effect === undefined) continue;
    const next = words[index + 1];
    if (effect === 'execute' && next !== undefined && ASKS.has(next))
      return { effect: 'read', because: `it is named ${word} ${next}` };
    return { effect, because: `its name says ${word}` };
  }
  return { effect: 'unknown', because: 'neither its name nor a source says what it does' };
}

/** What a tool says of itself may raise what its name says, never lower it: the server that wrote it is not trusted. */
export function raised(judged: Judgement, claimed: Judgement | undefined): Judgement {
  return claimed !== undefined && RANK[claimed.effect] > RANK[judged.effect] && claimed.effect !== 'read'
    ? claimed
    : judged;
}

export const hasEffect = (effect: Effect): boolean => effect === 'write' || effect === 'execute';
