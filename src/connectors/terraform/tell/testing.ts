import { readJson } from '../../../documents/read.ts';
import { Entry } from '../../../documents/entry.ts';
import { Written } from '../../../cloud/tell/written.ts';
import { EstateBuilder } from '../../../model/builder.ts';
import type { Estate } from '../../../model/estate.ts';
import { hole } from '../../../model/hole.ts';
import { plainContext, textFile } from '../../testing/read-texts.ts';
import type { TerraformResource } from '../resource.ts';
import { tellResources } from './tell.ts';

const FILE = textFile('infra/main.tf', '');

/** What deployments of these resources tell: by address with their arguments, `«name»` standing for a hole. A module's `source` is its type. */
export function toldOf(resources: Readonly<Record<string, unknown>>, over: Partial<TerraformResource> = {}): Estate {
  const estate = new EstateBuilder();
  tellResources(
    {
      folder: 'infra',
      file: FILE,
      resources: Object.entries(resources).map(([address, given]) => resourceOf(address, given, over)),
      diagnostics: [],
    },
    plainContext(estate),
    new Written(),
  );
  return estate.build();
}

function resourceOf(address: string, given: unknown, over: Partial<TerraformResource>): TerraformResource {
  const mode = address.startsWith('module.') ? 'module' : address.startsWith('data.') ? 'data' : 'managed';
  const text = JSON.stringify(given).replace(/«([^»]{1,200})»/gu, (_, name: string) => hole(name));
  const entry = readJson(FILE.path, text).roots[0] ?? new Entry({}, [], nowhere);
  const [type = '', name = ''] = address.replace(/^data\./u, '').split('.');
  return {
    address,
    module: '',
    mode,
    type: mode === 'module' ? (entry.text('source') ?? '') : type,
    name,
    provider: 'aws',
    account: hole('account'),
    entry,
    document: (...path) => {
      const value = entry.get(...path)?.value;
      return typeof value === 'string' && value.startsWith('{') ? readJson(FILE.path, value).roots[0] : undefined;
    },
    evidence: { file: FILE.path, line: 1 },
    file: FILE,
    ...over,
  };
}

const nowhere = {
  at: () => ({ file: FILE.path, line: 1 }),
  span: () => undefined,
  block: () => undefined,
  indent: () => undefined,
};
