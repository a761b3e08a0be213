import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect } from './detect.ts';
import { detectAgain } from './detect-again.ts';

describe('a text that is looked at again', () => {
  it('shows what it shows the first time, under each key', () => {
    const texts = fc.constantFrom(
      'vllm serve Qwen/Qwen2-7B --host 0.0.0.0 --port 8000 --max-model-len 4096',
      'a password that is long enough to be looked up, and no word more',
      'correct-Horse9-battery-Staple7-correct-Horse9-battery',
      'curl -H "Authorization: token ghp_Zk9vQ2mXr7LpTbW4nYcJdHsAfGuEoIiR1xKq" https://api.example.test',
      'short',
    );
    const keys = fc.constantFrom('args', 'password', 'api_key', 'run');
    const holders = [{}, {}];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1), keys, texts), { maxLength: 20 }), (asked) => {
        for (const [holder, key, text] of asked)
          expect(detectAgain(holders[holder] ?? {}, key, text)).toEqual(detect(key, text));
      }),
    );
  });
});
