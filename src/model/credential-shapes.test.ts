import { describe, expect, it } from 'vitest';
import { detect } from '../credentials/detect.ts';
import { FORMATS } from './credential-shapes.ts';
import { MASK, masked } from './mask.ts';

const LETTERS = 'Zk9vQ2mXr7LpTbW4nYcJdHsAfGuEoIiR1xKqVw3e';
const HEX = '3f2a9b8c7d6e5f4a3b2c1d0e9f8a7b6c3f2a9b8c7d6e5f4a3b2c1d0e9f8a7b6c';

/** Made up, and made of parts so that no secret scanner takes this file for a leak. */
const SAMPLES: readonly string[] = [
  ['sk-', 'ant-api03-', LETTERS],
  ['sk-', 'proj-', LETTERS],
  ['hf', '_', LETTERS.slice(0, 34)],
  ['gh', 'p_', LETTERS.slice(0, 36)],
  ['github', '_pat_', LETTERS, LETTERS.slice(0, 30)],
  ['gl', 'pat-', LETTERS.slice(0, 20)],
  ['xo', 'xb-', LETTERS],
  ['AI', 'za', LETTERS.slice(0, 35)],
  ['nv', 'api-', LETTERS, LETTERS.slice(0, 24)],
  ['gs', 'k_', LETTERS, LETTERS.slice(0, 12)],
  ['lsv2', '_pt_', LETTERS],
  ['sk-', 'or-v1-', HEX],
  ['sk-', 'lf-', '3f2a9b8c-7d6e-4f4a-8b2c-1d0e9f8a7b6c'],
  ['x', 'ai-', LETTERS, LETTERS],
  ['da', 'pi', HEX.slice(0, 32)],
  ['hv', 's.', LETTERS],
  ['np', 'm_', LETTERS.slice(0, 36)],
  ['py', 'pi-AgE', LETTERS, LETTERS],
  ['dckr', '_pat_', LETTERS.slice(0, 27)],
  ['sk', '_live_', LETTERS],
  ['gl', 'sa_', LETTERS.slice(0, 32), '_3f2a9b8c'],
  ['S', 'G.', LETTERS.slice(0, 22), '.', LETTERS, 'abc'],
  [LETTERS.slice(0, 14), '.atlas', 'v1.', LETTERS, LETTERS.slice(0, 27)],
  ['AGE-SECRET', '-KEY-1', 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE'],
  ['Ab3', '8Q~', LETTERS.slice(0, 34)],
  ['Account', 'Key=', 'aB3/'.repeat(21), '=='],
  ['-----BEGIN PRIV', 'ATE KEY-----\n', 'MIIEvQ9x'.repeat(10), '\n-----END PRIVATE KEY-----'],
  ['ey', 'J', LETTERS, '.ey', 'J', LETTERS, '.', LETTERS],
].map((parts) => parts.join('')); // prettier-ignore

const matching = (text: string): readonly string[] =>
  FORMATS.filter(({ pattern }) => text.search(pattern) >= 0).map(({ source }) => source);

describe('the shapes of credentials', () => {
  it('have a sample each', () => {
    const seen = new Set(SAMPLES.flatMap(matching));
    expect(FORMATS.map(({ source }) => source).filter((one) => !seen.has(one) && one !== 'AWS IAM identifiers')).toEqual([]);
  }); // prettier-ignore

  it.each(SAMPLES)('%s is found and never told', (sample) => {
    expect(matching(sample)).toHaveLength(1);
    expect(detect('anything', `x ${sample} y`)).toHaveLength(1);
    const told = masked(`the name "${sample}" is taken`);
    expect(told).toContain(MASK);
    expect(told).not.toContain(sample);
  });
});
