import { mkdirSync, writeFileSync } from 'node:fs';
import { cliPage } from '../src/cli/reference.ts';
import { ConfigShape } from '../src/config/schema.ts';
import { estateSchema } from '../src/declarations/schema.ts';
import { scanSchema } from '../src/report/schema.ts';
import { clientFiles, type Document } from './client-files.ts';
import { referencePages } from './pages.ts';
import { openapiText } from './unopened.ts';

/** Writes docs/reference from the tables in source. A test fails when the files differ from what this writes. */
mkdirSync('docs/reference', { recursive: true });
for (const [name, text] of Object.entries({ ...referencePages(), 'cli.md': cliPage() }))
  writeFileSync(`docs/reference/${name}`, text);
writeFileSync('schemas/scan.schema.json', `${JSON.stringify(scanSchema(), null, 2)}\n`);
writeFileSync('schemas/estate.schema.json', `${JSON.stringify(estateSchema(), null, 2)}\n`);
writeFileSync('schemas/config.schema.json', `${JSON.stringify(ConfigShape, null, 2)}\n`);
const openapi = await openapiText();
writeFileSync('schemas/openapi.json', openapi);
for (const [name, text] of Object.entries(await clientFiles(JSON.parse(openapi) as Document)))
  writeFileSync(`src/client/generated/${name}`, text);
