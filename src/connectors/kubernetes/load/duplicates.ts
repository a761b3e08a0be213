import { isDeepStrictEqual } from 'node:util';
import { diagnostic, type Diagnostic } from '../../../model/diagnostic.ts';
import { placeOf, type Evidence } from '../../../model/evidence.ts';
import { visible } from '../../../model/errors.ts';
import type { K8sObject } from '../world.ts';
import { placed, type Standing } from './object.ts';
import type { Chosen } from './kustomize/choose.ts';

/**
 * Several documents with one id in one realm: equal ones become one object with all places; different ones are all kept as variants,
 * and a note names their places. Sorted by realm, kind, namespace, name and place.
 */
export function joinDuplicates(
  chosen: readonly Chosen[],
  scopes: Standing['scopes'],
): { objects: K8sObject[]; notes: Diagnostic[] } {
  const groups = new Map<string, { object: K8sObject; from: Chosen }[]>();
  for (const from of chosen) {
    const object = placed(from.manifest, { ...from, scopes });
    const id = [from.realm, object.group, object.kind, object.namespace ?? '', object.name].join('\0');
    const group = groups.get(id);
    if (group) group.push({ object, from });
    else groups.set(id, [{ object, from }]);
  }
  const objects: K8sObject[] = [];
  const notes: Diagnostic[] = [];
  for (const id of [...groups.keys()].sort()) {
    const group = (groups.get(id) ?? []).sort((a, b) => byPlace(a.object.at(), b.object.at()));
    const [first] = group;
    if (!first) continue;
    // A generated name is new each time: two documents with one prefix are two objects.
    if (group.length === 1 || first.object.name.endsWith('*')) {
      for (const { object } of group) objects.push(object);
      continue;
    }
    const different: { object: K8sObject; from: Chosen; also: Evidence[] }[] = [];
    for (const { object, from } of group) {
      const same = different.find((one) => isDeepStrictEqual(one.object.body, object.body));
      if (same) same.also.push(object.at());
      else different.push({ object, from, also: [] });
    }
    const variant = different.length > 1 ? { variant: true as const } : {};
    for (const { from, also } of different) objects.push(placed(from.manifest, { ...from, scopes, also, ...variant }));
    if (different.length > 1) notes.push(noteOf(first.object, different));
  }
  return { objects, notes };
}

function noteOf(
  object: K8sObject,
  different: readonly { readonly object: K8sObject; readonly from: Chosen }[],
): Diagnostic {
  const name = visible(object.namespace === undefined ? object.name : `${object.namespace}/${object.name}`);
  const [first, ...others] = different;
  const rest = others.map((one) => one.object.at());
  const place = first?.from.manifest.place;
  return diagnostic(
    'duplicate-id',
    `${visible(object.kind)} ${name} stands differently in realm ${visible(object.realm)} at ${rest.map(placeOf).join(', ')}; what they say is possible`,
    place?.file ?? '',
    place?.lines.lineAt(place.marks.mark(place.root).start),
  );
}

function byPlace(a: Evidence, b: Evidence): number {
  if (!('file' in a) || !('file' in b)) return 0;
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line;
}
