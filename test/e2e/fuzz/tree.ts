import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MUTATIONS } from './mutations.ts';
import { Random } from './random.ts';
import { SAMPLES, type Sample } from './samples.ts';

const isJson = ({ path }: Sample): boolean => /\.(?:json|ipynb)$/u.test(path);

/** Mutations that make a file large; a tree of a thousand holds few of them. */
const LARGE = /^(?:long|many|deep)/u;

function write(root: string, folder: string, sample: Sample, content: string | Uint8Array): string {
  const path = join(folder, sample.path);
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  return folder;
}

/** One file of every format, each changed in this way. Returns their folders. */
export function plantClass(root: string, name: string, seed: number): readonly string[] {
  const random = new Random(seed);
  return SAMPLES.map((sample) => {
    const content = MUTATIONS[name]?.(sample.text, random, isJson(sample)) ?? sample.text;
    return join(root, write(root, sample.name, sample, content));
  });
}

/** So many files of all formats, each changed in one to three ways. Returns their folders, relative to the root. */
export function plantTree(root: string, count: number, seed: number): readonly string[] {
  const random = new Random(seed);
  const names = Object.keys(MUTATIONS);
  const small = names.filter((name) => !LARGE.test(name));
  return Array.from({ length: count }, (_, index) => {
    const sample = random.pick(SAMPLES);
    let content: string | Uint8Array = sample.text;
    const times = 1 + random.below(3);
    for (let time = 0; time < times && typeof content === 'string'; time++) {
      const among = random.below(20) === 0 ? names : small;
      content = MUTATIONS[among[random.below(among.length)] ?? '']?.(content, random, isJson(sample)) ?? content;
    }
    return write(root, `f${String(index).padStart(4, '0')}`, sample, content);
  });
}
