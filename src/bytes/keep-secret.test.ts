import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keepSecret } from './keep-secret.ts';

it('keeps a secret whole, for its owner alone, in the place of one that others could read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'writ-secret-'));
  try {
    const file = join(folder, 'key.json');
    writeFileSync(file, 'before', { mode: 0o644 });
    keepSecret(file, 'after\n');
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['after\n', 0o600]);
    expect(readdirSync(folder)).toEqual(['key.json']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
