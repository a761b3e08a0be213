import { readFileSync } from 'node:fs';
import { kubernetes } from '../../src/connectors/kubernetes/connector.ts';
import { plainContext, readWith } from '../../src/connectors/testing/read-texts.ts';
import { walk } from '../../src/inventory/walk.ts';
import { EstateBuilder } from '../../src/model/builder.ts';
import type { Estate } from '../../src/model/estate.ts';
import { parseId } from '../../src/model/id.ts';
import { inputs } from '../inputs.ts';
import type { Corpus, KindVerdict, Verdict } from './corpus.ts';
import { MAPPED, MAPPINGS, type Ends } from './kubehound-map.ts';

interface Expected {
  readonly pairs: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  readonly mustInclude: Readonly<Record<string, readonly string[]>>;
  readonly mustBeEmpty: readonly string[];
}

export const kubehound: Corpus = {
  name: 'kubehound',
  about: "the edges that KubeHound's own system test expects of its test cluster",
  run: () => Promise.resolve(judge(readEstate(), readExpected())),
};

export const readExpected = (): Expected =>
  JSON.parse(readFileSync(inputs('kubehound', 'expected-edges.json'), 'utf8')) as Expected;

/** The manifests of the test cluster, read by the connector as any scan reads them. */
export function readEstate(): Estate {
  const estate = new EstateBuilder();
  const { files } = walk([inputs('kubehound', 'test')]);
  readWith(kubernetes, files, plainContext(estate));
  return estate.build();
}

export function judge(estate: Estate, expected: Expected): Verdict {
  const found = foundPairs(estate);
  const kinds = Object.entries(expected.pairs).map(([kind, pairs]): KindVerdict => {
    const want = new Set(pairs.map((pair) => pair.join(' > ')));
    const have = new Set((found.get(kind) ?? []).map((pair) => pair.join(' > ')));
    return {
      kind,
      expected: want.size,
      found: have.size,
      missing: [...want].filter((pair) => !have.has(pair)),
      extra: [...have].filter((pair) => !want.has(pair)),
      exact: MAPPINGS.find((one) => one.kind === kind)?.exact ?? false,
    };
  });
  return { kinds, claims: [...inclusions(found, expected), ...empties(found, expected), controlPod(estate)] };
}

type Pairs = ReadonlyMap<string, readonly (readonly [string, string])[]>;

/** Our edges under KubeHound's names, as pairs of the last segments of the ids. */
function foundPairs(estate: Estate): Pairs {
  const nodes = new Map(estate.nodes.map((node) => [node.id, node]));
  const ends = estate.edges.flatMap((edge): Ends[] => {
    const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
    return from && to ? [{ edge, from, to }] : [];
  });
  return new Map(
    MAPPINGS.map(({ kind, from, when }) => [
      kind,
      ends
        .filter((one) => from.includes(one.edge.kind) && (when?.(one) ?? true))
        .map(({ edge }) => [lastOf(edge.from), lastOf(edge.to)] as const),
    ]),
  );
}

const lastOf = (id: string): string => parseId(id)?.name ?? id;

function inclusions(found: Pairs, expected: Expected): Verdict['claims'] {
  return Object.entries(expected.mustInclude).flatMap(([kind, names]) => {
    const from = new Set((found.get(kind) ?? []).map(([name]) => name));
    return names.map((name) => ({
      sentence: `${kind} includes ${name}`,
      holds: from.has(name),
      because: `it has ${[...from].join(', ') || 'nothing'}`,
    }));
  });
}

function empties(found: Pairs, expected: Expected): Verdict['claims'] {
  return expected.mustBeEmpty.map((kind) => {
    const pairs = found.get(kind) ?? [];
    return {
      sentence: `${kind} is empty`,
      holds: pairs.length === 0,
      because: pairs.map((pair) => pair.join(' > ')).join(', '),
    };
  });
}

/** The control pod has no weakness: nothing of KubeHound's leaves it or its container, save towards an account without rights. */
function controlPod(estate: Estate): Verdict['claims'][number] {
  const withRights = new Set(
    estate.edges.flatMap(({ kind, from }) => (kind === 'HAS_PERMISSION_SET' || kind === 'MEMBER_OF' ? [from] : [])),
  );
  const harmless = new Set(['RUNS_AS', 'USES_SERVICE_ACCOUNT']);
  const leaving = estate.edges.filter(
    ({ kind, from, to }) =>
      MAPPED.has(kind) && lastOf(from) === 'control-pod' && !(harmless.has(kind) && !withRights.has(to)),
  );
  return {
    sentence: 'nothing leaves the control pod but the use of an account without rights',
    holds: leaving.length === 0,
    because: leaving.map(({ kind, to }) => `${kind} > ${to}`).join(', '),
  };
}
