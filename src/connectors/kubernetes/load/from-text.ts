import type { Environment } from '../../../model/kinds.ts';
import type { K8sObject } from '../world.ts';
import { documents } from '../../../documents/documents.ts';
import { expand } from './expand.ts';
import { placed } from './object.ts';
import { declareScopes } from './definitions.ts';
import { Scopes } from './scope.ts';

export interface TextOptions {
  readonly file?: string;
  readonly realm?: string;
  readonly environment?: Environment;
  readonly reading?: K8sObject['reading'];
}

/** The Kubernetes objects of a text, in its order. Throws on a document that cannot be read: for tests and other trusted texts. */
export function objectsFromText(text: string, options: TextOptions = {}): K8sObject[] {
  const { docs, diagnostics } = documents(options.file ?? 'test.yaml', text, () => true);
  const [problem] = diagnostics;
  if (problem) throw new Error(`${problem.place.file}:${problem.place.line ?? 1}: ${problem.code}: ${problem.message}`);
  const manifests = docs.flatMap((doc) => expand(doc, options.reading));
  const scopes = new Scopes();
  declareScopes(manifests, scopes);
  const standing = { realm: options.realm ?? 'default', environment: options.environment ?? 'unknown', scopes };
  return manifests.map((manifest) => placed(manifest, standing));
}
