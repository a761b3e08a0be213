import { durationMs, isDuration } from '../config/duration.ts';
import type { Config } from '../config/schema.ts';
import { parseVerifier } from '../ledger/note/keys.ts';
import { KEPT_DAYS } from '../ledger/write/prune.ts';
import type { LedgerSetting } from '../server/serve.ts';
import { usage } from './usage.ts';

const DAY_MS = 86_400_000;

/** Days, from how long entries are kept. */
export function keptDays(text: string): number {
  const days = isDuration(text) ? durationMs(text) / DAY_MS : 0;
  if (days < KEPT_DAYS) throw usage(`entries cannot be kept "${text}"`, `Write 400d; ${KEPT_DAYS}d is the shortest.`);
  return days;
}

/** What the configuration says of the record. */
export function ledgerSetting({ ledger = {} }: Config): LedgerSetting {
  const { keep, witnesses = [] } = ledger;
  return {
    ...(keep === undefined ? {} : { keep: keptDays(keep) }),
    witnesses: witnesses.map(({ url, key }) => {
      const verifier = parseVerifier(key);
      if (!verifier) throw usage(`"${key}" is no key of a witness`, 'Keys read NAME+ID+BASE64: the file witness.pub.');
      return { url: new URL(url), verifier };
    }),
  };
}
