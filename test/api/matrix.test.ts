import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../../src/api/principal.ts';
import type { Route } from '../../src/api/route.ts';
import { ROUTES } from '../../src/api/routes/catalogue.ts';
import { ask, controlPlane, type ControlPlane, type SignedIn } from './control-plane.ts';
import { asked, makeObject, said, type Asked } from './matrix/asked.ts';
import { served } from './matrix/served.ts';
import { ANSWERS, matrix } from './matrix/table.ts';

const { people, open, pages, lines, requests } = matrix();
const rows = new Map(ROUTES.map((row) => [row.id, row]));
const isSafe = ({ method }: Route): boolean => method === 'GET';

describe('who may what', () => {
  let plane: ControlPlane;
  let admin: SignedIn;
  const signedIn = new Map<string, SignedIn>();
  beforeAll(async () => {
    plane = await controlPlane();
    admin = await plane.person('admin', [{ role: 'administrator', environment: '*', team: '*' }]);
    for (const [name, role] of Object.entries(people)) signedIn.set(name, await plane.person(name, role ? [role] : []));
  }, 120_000);
  afterAll(() => plane.close());

  const askedOf = (row: Route): Asked => ({ plane, admin, row, request: requests[row.id] ?? {} });
  /** A line may end the sessions of the one who asks, so where a session is needed it is a new one. */
  const person = async (name: string, { id }: Route): Promise<SignedIn> => {
    const kept = requests[id]?.by === 'session' ? undefined : signedIn.get(name);
    const role = people[name];
    return kept ?? plane.person(name, role ? [role] : []);
  };

  it('has a line for every route that is served, and none for another', async () => {
    expect([...new Set(lines.map(({ route }) => route))].sort()).toEqual([...rows.keys()].sort());
    expect(Object.keys(requests).filter((route) => !rows.has(route))).toEqual([]);
    const told = [...open, ...pages, ...ROUTES.map(({ method, path }) => `${method} ${path}`)];
    expect(await served()).toEqual(told.sort());
    for (const one of open) expect((await fetch(`${plane.url}${one.slice(one.indexOf('/'))}`)).status, one).toBe(200);
  });

  it('has more than one object for every route that takes one', () => {
    const few = ROUTES.filter(({ subject }) => subject !== undefined).filter(
      ({ id }) => new Set(lines.filter(({ route }) => route === id).map(({ object }) => object)).size < 2,
    );
    expect(few.map(({ id }) => id)).toEqual([]);
  });

  it.each(lines.map((line) => [`${line.route} ${line.object}`, line] as const))('%s', async (_, line) => {
    const row = rows.get(line.route);
    if (!row) throw new Error('no such route');
    const got: Record<string, number> = {};
    const want: Record<string, number> = {};
    for (const [name, word] of line.cells) {
      const who = await person(name, row);
      const made = await makeObject(askedOf(row), line.object, who.id);
      const answer = await asked(askedOf(row), who, made);
      got[name] = answer.status;
      want[name] = (ANSWERS[word] as readonly number[]).find((status) => status === answer.status) ?? ANSWERS[word][0];
      if (word !== 'hid') continue;
      // Hidden and not there are one answer.
      const nothing = await asked(askedOf(row), who, { ...made, id: randomUUID() });
      expect(said(answer)).toEqual(said(nothing));
    }
    expect(got).toEqual(want);
  });

  it('knows nobody who is not signed in', async () => {
    for (const row of ROUTES) {
      const { status } = await ask(plane.url, row.method, row.path.replaceAll(/\{\w+\}/gu, 'x'));
      expect([row.id, status]).toEqual([row.id, 401]);
    }
  });

  it('lets auditors change nothing but what is their own', () => {
    const changed = lines.filter(({ route, object, cells }) => {
      const row = rows.get(route);
      return row && !isSafe(row) && !object.startsWith('self') && cells.some(([who, word]) => who === 'aud' && word === 'ok');
    });
    expect(changed).toEqual([]);
  });

  it('takes a token for nothing but what it is for, whatever its person holds', async () => {
    expect(ROUTES.filter(({ scope }) => scope === 'read').filter((row) => !isSafe(row) || 'write' in row)).toEqual([]);
    for (const scope of SCOPES) {
      const who = await plane.person(scope, [{ role: 'administrator', environment: '*', team: '*' }], [scope]);
      for (const line of lines) {
        const row = rows.get(line.route);
        if (!row || row.scope === scope) continue;
        const made = await makeObject(askedOf(row), line.object, who.id);
        const { status, body } = await asked({ ...askedOf(row), request: { ...requests[row.id], by: 'token' } }, who, made);
        expect([scope, row.id, status, (body as { readonly detail?: string }).detail]).toEqual([scope, row.id, 403, `the token is not for "${row.scope}"`]);
      }
    }
  });
}); // prettier-ignore
