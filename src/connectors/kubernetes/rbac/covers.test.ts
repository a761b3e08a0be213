import { describe, expect, it } from 'vitest';
import type { RbacRule } from '../../../model/facts.ts';
import { covers, isEverything } from './covers.ts';

const rules = (...lines: readonly string[]): readonly RbacRule[] =>
  lines.map((line) => {
    const [verbs = '', groups = '', resources = '', names = '', urls = ''] = line.split('|').map((part) => part.trim());
    const words = (part: string) => part.split(' ').filter((one) => one !== '').map((one) => (one === 'core' ? '' : one)); // prettier-ignore
    return {
      verbs: words(verbs),
      apiGroups: words(groups),
      resources: words(resources),
      resourceNames: words(names),
      nonResourceURLs: words(urls),
      evidence: [],
    };
  });

/** Sentence, what is held, what is wanted, covered. */
const GOLDEN: readonly (readonly [string, readonly string[], readonly string[], boolean])[] = [
  ['the same', ['get | core | pods'], ['get | core | pods'], true],
  ['more verbs than held', ['get | core | pods'], ['get list | core | pods'], false],
  ['split over several rules', ['get | core | pods', 'list | core | pods'], ['get list | core | pods'], true],
  ['a star is covered by a star alone', ['get list watch | core | pods'], ['* | core | pods'], false],
  ['a star covers every verb', ['* | core | pods'], ['bind | core | pods'], true],
  ['any resource covers subresources', ['get | core | *'], ['get | core | pods/log'], true],
  ['one subresource of any resource', ['get | core | */log'], ['get | core | pods/log'], true],
  ['a limited holder does not cover an unlimited want', ['get | core | secrets | a'], ['get | core | secrets'], false],
  ['an unlimited holder covers a limited want', ['get | core | secrets'], ['get | core | secrets | a'], true],
  ['each name must be held', ['get | core | secrets | a'], ['get | core | secrets | a b'], false],
  ['paths are covered by prefixes', ['get | | | | /api*'], ['get | | | | /api/v1'], true],
  ['a path is not covered by a shorter one', ['get | | | | /api'], ['get | | | | /api/v1'], false],
  ['nothing is covered by nothing', [], [], true],
]; // prettier-ignore

describe('whether held rules cover wanted ones', () => {
  it.each(GOLDEN)('%s', (_, held, wanted, covered) => {
    expect(covers(rules(...held), rules(...wanted))).toBe(covered);
  });
});

describe('everything', () => {
  it.each([
    ['* | * | *', true],
    ['* | * | * | a', false],
    ['* | core | *', false],
    ['get | * | *', false],
    ['* | * | pods', false],
  ])('%s: %s', (line, everything) => {
    expect(isEverything(rules(line))).toBe(everything);
  });
});
