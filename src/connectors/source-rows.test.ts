import { describe, expect, it } from 'vitest';
import { EstateBuilder } from '../model/builder.ts';
import { gitlab } from './gitlab/connector.ts';
import { countEach, tellSources } from './source-rows.ts';
import { plainContext, readWith, textFile } from './testing/read-texts.ts';

describe('rows of sources', () => {
  it('count files and things where they stand, a row for each scanned root', () => {
    const estate = new EstateBuilder();
    const files = [
      { ...textFile('b/x', ''), root: 'b' },
      { ...textFile('a/y', ''), root: 'a' },
      { ...textFile('a/z', ''), root: 'a' },
    ];
    const objects = countEach(['a/y', 'a/y', 'b/x']);
    tellSources(estate, 'k', files, (path) => objects.get(path) ?? 0);
    expect(estate.build().sources).toEqual([
      { path: 'a', kind: 'k', files: 2, objects: 2 },
      { path: 'b', kind: 'k', files: 1, objects: 1 },
    ]);
  });

  it('jobs of a pipeline are counted in its own root, not all in the first', () => {
    const estate = new EstateBuilder();
    const file = (root: string, jobs: number): ReturnType<typeof textFile> => ({
      ...textFile(
        `${root}/.gitlab-ci.yml`,
        Array.from({ length: jobs }, (_, at) => `j${at}: {script: [make]}\n`).join(''),
      ),
      root,
    });
    readWith(gitlab, [file('a', 1), file('b', 2)], plainContext(estate));
    expect(estate.build().sources.map(({ path, objects }) => `${path} ${objects}`)).toEqual(['a 1', 'b 2']);
  });
});
