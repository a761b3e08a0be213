import { unopened } from '../../../scripts/unopened.ts';

/** Every method and address that the server takes, as the router has them and not as a table says. */
export async function served(): Promise<string[]> {
  const server = await unopened();
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
