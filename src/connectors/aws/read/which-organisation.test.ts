import { describe, expect, it } from 'vitest';
import { readJson } from '../../../documents/read.ts';
import { inForce } from './which-organisation.ts';

const entry = (value: unknown) => readJson('a.json', JSON.stringify(value)).roots[0];
const SCP = 'SERVICE_CONTROL_POLICY';
const RCP = 'RESOURCE_CONTROL_POLICY';
const root = (...types: readonly string[]) => ({ PolicyTypes: types.map((Type) => ({ Type, Status: 'ENABLED' })) });
const scps = (Status: string) => ({ FeatureSet: 'ALL', AvailablePolicyTypes: [{ Type: SCP, Status }] });

/** Sentence, roots, what describes the organisation, whether SCPs and RCPs are taken for in force. */
const CASES: readonly (readonly [string, readonly unknown[], unknown, readonly [boolean, boolean]])[] = [
  ['the roots say which types are in force', [root(SCP)], scps('ENABLED'), [true, false]],
  ['the roots count more than the deprecated list', [root(RCP)], scps('ENABLED'), [false, true]],
  ['the deprecated list never tells of RCPs', [], scps('ENABLED'), [true, true]],
  ['SCPs that are not offered are not in force', [], scps('PENDING_DISABLE'), [false, true]],
  ['nothing tells: both may be', [], { FeatureSet: 'ALL' }, [true, true]],
  ['nobody described it: both may be', [], undefined, [true, true]],
  ['with consolidated billing alone there are none', [], { FeatureSet: 'CONSOLIDATED_BILLING' }, [false, false]],
];

describe('policy types of an organisation', () => {
  it.each(CASES)('%s', (_, roots, described, want) => {
    const read = roots.flatMap((one) => entry(one) ?? []);
    const about = described === undefined ? undefined : entry(described);
    expect([inForce(read, about, SCP), inForce(read, about, RCP)]).toEqual(want);
  });
});
