import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { random } from '../graph/random.ts';
import { KINDS } from './texts.ts';

/** Writes a mixed tree; the same seed gives the same bytes. Answers the bytes written. */
export function generateMixed(folder: string, files: number, seed: number): number {
  const draw = random(seed);
  const folders = new Set<string>();
  let bytes = 0;
  let n = 0;
  for (const kind of KINDS)
    for (let one = 0; one < Math.round(kind.share * files); one++, n++) {
      const path = join(folder, kind.path(n));
      if (!folders.has(dirname(path))) mkdirSync(dirname(path), { recursive: true });
      folders.add(dirname(path));
      const text = kind.text(n, draw);
      bytes += Buffer.byteLength(text);
      writeFileSync(path, text);
    }
  const realms = Array.from(
    { length: 8 },
    (_, c) => `  - { path: "clusters/c${c}/**", realm: c${c}, environment: ${c < 2 ? 'prod' : 'dev'} }\n`,
  );
  writeFileSync(join(folder, 'writ.estate.yaml'), `realms:\n${realms.join('')}`);
  return bytes;
}
