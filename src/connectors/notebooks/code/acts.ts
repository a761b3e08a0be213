import { kindByName } from '../../../credentials/names.ts';
import type { Act } from './act.ts';
import { callActs, type Names } from './calls.ts';
import { commandActs, fileActs } from './commands.ts';
import type { Program } from './program.ts';

/** What one code cell does. `names` are the texts that variables of the notebook hold so far. */
export function actsOf(program: Program, names: Names): readonly Act[] {
  const acts: Act[] = program.calls.flatMap((call) => callActs(call, names));
  for (const { text, start } of program.commands) {
    acts.push(...commandActs(text).map((act) => ({ ...act, start: start + act.start })));
    acts.push(...stores(text, start), ...expanded(text, start));
  }
  for (const { value, start, key = '', environment, plain } of program.literals) {
    if (value.length > 100_000) continue;
    acts.push(...stores(value, start));
    acts.push(...fileActs(value).map((act) => ({ ...act, start })));
    // `os.system("kubectl apply ...")`, `subprocess.run("...")`
    if (/^\s{0,4}(?:kubectl|helm|oc|gcloud|az|aws|huggingface-cli|ray)\s/u.test(value))
      acts.push(...commandActs(value).map((act) => ({ ...act, start })));
    if (environment && plain) acts.push(...environmentActs(key, value, start));
  }
  acts.push(...reads(program));
  return acts;
}

/** `--token $HF_TOKEN`: the credential comes from where the notebook runs. */
function expanded(text: string, start: number): readonly Act[] {
  return [...text.matchAll(/\$\{?([A-Z][A-Z0-9_]{3,60})\b/gu)].flatMap(({ 1: name = '', index }): Act[] =>
    kindByName(name) === undefined ? [] : [{ is: 'variable', name, start: start + index }],
  );
}

const STORE = /(?<![\w:/])(?:s3a?|s3n|gs|abfss?|wasbs?|hdfs|oss|hf):\/\/[^\s"'<>{},;)\]]{3,500}/gu;

/** Addresses of stores, wherever they stand in a text. What is put together at run time counts as far as its bucket is written. */
function stores(text: string, start: number): readonly Act[] {
  return [...text.slice(0, 100_000).matchAll(STORE)].map((match) => ({
    is: 'data',
    uri: match[0].replace(/^s3[an]:/u, 's3:').replace(/^wasbs:/u, 'wasb:'),
    start: start + match.index,
  }));
}

function environmentActs(key: string, value: string, start: number): readonly Act[] {
  if (!/^https?:\/\//u.test(value)) return [];
  if (/^MLFLOW_(?:TRACKING|REGISTRY)_URI$/u.test(key)) return [{ is: 'tracking', url: value, start }];
  return /(?:_URL|_URI|_BASE|_ENDPOINT|_HOST|_ADDRESS)$/u.test(key) ? [{ is: 'calls', url: value, start }] : [];
}

/** `os.environ["KEY"]` that is read, not set: the credential comes from where the notebook runs. */
function reads(program: Program): readonly Act[] {
  return program.subscripts.flatMap(({ of, key, start }): Act[] =>
    /(?:^|\.)environ$/u.test(of) && kindByName(key) !== undefined && /^[\w.-]{1,80}$/u.test(key)
      ? [{ is: 'variable', name: key, start }]
      : [],
  );
}
