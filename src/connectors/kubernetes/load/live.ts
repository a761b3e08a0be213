import type { Placed } from '../../../documents/path.ts';
import { placeOf } from '../../../model/evidence.ts';
import { isData, text } from '../../../documents/plain.ts';
import { idOf } from '../read/ids.ts';
import type { K8sObject } from '../world.ts';

/**
 * Where the values of an object of a live cluster stand: in the object, at its version. The file that the collector wrote is named, so
 * that what was scanned can be looked up, and it is never edited: no fix is made there.
 */
export function livePlaces(object: Omit<K8sObject, keyof Placed>, written: Placed): Placed {
  const metadata = isData(object.body['metadata']) ? object.body['metadata'] : {};
  const version = text(metadata['resourceVersion']) ?? 'unknown version';
  const evidence = { object: idOf.object(object), at: `${version}, ${placeOf(written.at())}` };
  return { at: () => evidence, span: nowhere, block: nowhere, indent: nowhere };
}

const nowhere = (): undefined => undefined;
