import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CALLS } from './calls.ts';

const page = readFileSync('docs/collect-gcp.md', 'utf8');
const role = JSON.parse(/```json\n([\s\S]*?)```/u.exec(page)?.[1] ?? '{}') as {
  readonly includedPermissions?: readonly string[];
};
const rights = [...new Set(CALLS.flatMap(({ right }) => right ?? []))].sort();

describe('the calls of Google Cloud', () => {
  it('are allowed by the role of the page, and nothing else is', () => {
    expect(role.includedPermissions).toEqual(rights);
  });

  it('only read, and never a key, the version of a secret or an object', () => {
    expect(rights.filter((one) => !/\.(?:get|list|getIamPolicy)$/u.test(one))).toEqual([]);
    expect(CALLS.filter(({ post, path }) => post !== undefined && !/:getIamPolicy(?:\?|$)/u.test(path))).toEqual([]);
    expect(rights.filter((one) => /secretmanager\.versions|storage\.objects|\.getAccessToken/u.test(one))).toEqual([]);
    const kept = JSON.stringify(CALLS.map(({ keeps }) => keeps));
    expect(kept).not.toMatch(/privateKeyData|publicKeyData|masterAuth|"env"|"metadata"|payload/u);
  });

  it('each begins at a place or is about the things of a call that there is', () => {
    const names = new Set(CALLS.map(({ name }) => name));
    const lost = CALLS.filter(({ at, each }) => at === undefined && !each?.every(({ of }) => names.has(of)));
    expect(lost).toEqual([]);
  });
});
