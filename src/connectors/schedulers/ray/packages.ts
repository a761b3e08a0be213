import type { Entry } from '../../../documents/entry.ts';

/** Something that the job fetches before it runs, without a version that stays the same. */
export interface Loose {
  readonly is: 'pypi' | 'image' | 'source';
  readonly name: string;
  readonly because: string;
  readonly at: Entry;
}

/** Of `runtime_env` (docs.ray.io, "Environment Dependencies"): `pip`, `uv`, `conda`, `image_uri`, `container`, remote `working_dir` and `py_modules`. */
export function looseIn(environment: Entry): readonly Loose[] {
  const listed = ['pip', 'uv'].flatMap((key) => {
    const packages = environment.items(key, 'packages');
    return packages.length > 0 ? packages : environment.items(key);
  });
  const conda = environment.items('conda', 'dependencies').flatMap((one) => {
    const pip = one.items('pip');
    return pip.length > 0 ? pip : [one];
  });
  const images = [environment.get('image_uri'), environment.get('container', 'image')];
  return [
    ...[...listed, ...conda].flatMap(loosePackage),
    ...images.flatMap((one) => (one ? looseImage(one) : [])),
    ...codeOf(environment).flatMap(looseSource),
  ];
}

/** Where the job's own code comes from. */
export const codeOf = (environment: Entry): readonly Entry[] => [
  ...environment.itemsOrOne('working_dir'),
  ...environment.items('py_modules'),
];

/** PEP 508 names with `==` (not `==1.*`), conda's with `=`; addresses with a commit. Options of pip are no packages. */
function loosePackage(at: Entry): readonly Loose[] {
  const written = (at.text() ?? '').split(/[;#]/u)[0]?.trim() ?? '';
  if (/^(?:git\+)?https?:\/\//u.test(written) || / @ /u.test(written)) return looseSource(at);
  const [, name = '', version = ''] =
    /^([A-Za-z0-9][\w.-]{0,100})(?:\[[^\]]{0,200}\])?\s{0,5}(.{0,200})$/u.exec(written) ?? [];
  if (name === '' || name === 'python' || name === 'pip') return [];
  if (/^={1,3}\s{0,5}[^*,\s]+$/u.test(version)) return [];
  const because = version === '' ? 'no version is given' : `${version} is no fixed version`;
  return [{ is: 'pypi', name: name.toLowerCase(), because, at }];
}

function looseImage(at: Entry): readonly Loose[] {
  const written = at.text() ?? '';
  if (written === '' || /@sha256:[0-9a-f]{64}$/u.test(written) || /[{}$]/u.test(written)) return [];
  const [, name = written, tag] = /^(.*?)(?::([\w.-]{1,128}))?$/u.exec(written) ?? [];
  if (tag !== undefined && tag !== 'latest' && tag !== 'nightly') return [];
  return [{ is: 'image', name, because: tag === undefined ? 'no tag is given' : `${tag} is no fixed version`, at }];
}

/** An archive of a repository at a branch or tag, or a checkout of one. */
function looseSource(at: Entry): readonly Loose[] {
  const written = at.text() ?? '';
  const address = /https:\/\/(?:[^@/\s]{0,300}@)?((?:github|gitlab)\.com\/[\w.-]{1,100}\/[\w.-]{1,100})/u.exec(written);
  if (!address || /[0-9a-f]{40}/u.test(written)) return [];
  const name = (address[1] ?? '').replace(/\.git$/u, '');
  return [{ is: 'source', name, because: 'no commit is given', at }];
}
