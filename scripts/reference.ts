import { mkdirSync, writeFileSync } from 'node:fs';
import { cliPage } from '../src/cli/reference.ts';
import { referencePages } from './pages.ts';

/** Writes docs/reference from the tables in source. A test fails when the files differ from what this writes. */
mkdirSync('docs/reference', { recursive: true });
for (const [name, text] of Object.entries({ ...referencePages(), 'cli.md': cliPage() }))
  writeFileSync(`docs/reference/${name}`, text);
