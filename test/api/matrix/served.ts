import { Writable } from 'node:stream';
import { app } from '../../../src/api/app.ts';
import type { Door } from '../../../src/api/mount.ts';

/** Every method and address that the server takes, as the router has them and not as a table says. */
export async function served(): Promise<string[]> {
  const server = await app({
    standing: {
      problems: () => Promise.resolve({}),
      ledgerEntries: () => 0,
      ledgerUnsealed: () => 0,
      storeRevision: () => 0,
    },
    // Nothing is asked of it: only its routes are looked at.
    door: {} as Door,
    logTo: new Writable(),
    level: 'silent',
    version: '0.0.0',
  });
  await server.ready();
  const tree = server.printRoutes({ commonPrefix: false });
  await server.close();
  const found: string[] = [];
  const above: string[] = [];
  for (const line of tree.split('\n')) {
    const [, indent = '', name = '', methods = ''] = /^([│├└─ ]*)(.*?)(?: \(([A-Z, ]+)\))?$/u.exec(line) ?? [];
    const depth = indent.length / 4;
    above.splice(depth - 1, above.length, name);
    const address = above.join('').replaceAll(/:(\w+)/gu, '{$1}');
    for (const method of methods.split(', '))
      if (method !== '' && method !== 'HEAD') found.push(`${method} ${address}`);
  }
  return found.sort();
}
