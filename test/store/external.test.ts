import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { storeContract } from './contract/contract.ts';
import { DebianPostgres, hasDebianPostgres, MISSING } from './debian.ts';

const CI = (process.env['CI'] ?? '') !== '';
if (!hasDebianPostgres() && !CI)
  process.stderr.write(`\nNOT TESTED: the store on an external database. ${MISSING}\n\n`);

// In CI the suite fails by name without it; a person is told what is not tested.
describe.runIf(hasDebianPostgres() || CI)('external store on PostgreSQL 15 of Debian', () => {
  let postgres: DebianPostgres;
  beforeAll(async () => {
    postgres = await new DebianPostgres().start();
  });
  afterAll(async () => {
    await postgres.remove();
  });

  storeContract('external', () => openStore({ data: '/nonexistent', databaseUrl: postgres.url }));

  it('refuses what it cannot use with a sentence that names no password', async () => {
    const url = postgres.url.replace('writ@', 'nobody:hush@');
    await expect(openStore({ data: '.', databaseUrl: url })).rejects.toMatchObject({
      code: 'bad-configuration',
      message: expect.not.stringContaining('hush') as string,
    });
    const away = 'postgres://writ@127.0.0.1:9/writ';
    await expect(openStore({ data: '.', databaseUrl: away })).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});
