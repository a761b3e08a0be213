import { Refusal } from '../refusal.ts';
import { NAME_TAG, type Subtree } from './extensions.ts';
import type { Certificate } from './certificate.ts';

/** An empty Name. */
const NO_NAME = 2;

/** Whether an authority may speak for the names of what stands below it (RFC 5280, 4.2.1.10). */
export function checkConstraints(authority: Certificate, below: Certificate): void {
  const { constraints } = authority.extensions;
  if (!constraints) return;
  const names = below.extensions.names?.all ?? [];
  const directory = below.subject.length > NO_NAME ? [{ tag: NAME_TAG.directory, base: '' }] : [];
  for (const name of [...names, ...directory]) check(name, constraints.permitted, constraints.excluded);
}

function check(name: Subtree, permitted: readonly Subtree[], excluded: readonly Subtree[]): void {
  const may = permitted.filter(({ tag }) => tag === name.tag);
  const mayNot = excluded.filter(({ tag }) => tag === name.tag);
  if (may.length + mayNot.length === 0) return;
  const fits = FITS[name.tag];
  if (!fits) throw new Refusal('name-constraint', 'a constraint of names of another kind than URI and DNS');
  const lies = ({ base }: Subtree): boolean => fits(name.base, base);
  if ((may.length > 0 && !may.some(lies)) || mayNot.some(lies))
    throw new Refusal('name-constraint', 'it lies outside of what the authority was given');
}

/** By kind of name: whether it lies under the base. */
const FITS: Readonly<Record<number, (name: string, base: string) => boolean>> = {
  // The host itself; a base that begins with a dot means hosts below it, never the domain.
  [NAME_TAG.uri]: (name, base) => {
    const host = /^[a-z][a-z0-9+.-]*:\/\/([^/?#@:]+)/iu.exec(name)?.[1]?.toLowerCase() ?? '';
    const wanted = base.toLowerCase();
    return wanted.startsWith('.') ? host.endsWith(wanted) : host === wanted;
  },
  // The domain and all below it.
  [NAME_TAG.dns]: (name, base) => {
    const [host, wanted] = [name.toLowerCase(), base.toLowerCase()];
    return wanted === '' || host === wanted || host.endsWith(`.${wanted}`);
  },
};
