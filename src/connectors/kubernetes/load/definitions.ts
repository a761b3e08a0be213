import type { Manifest } from './object.ts';
import { isData, text } from '../../../documents/plain.ts';
import type { Scopes } from './scope.ts';

/** Learns from the CustomResourceDefinitions which kinds stand outside namespaces. */
export function declareScopes(manifests: readonly Manifest[], scopes: Scopes): void {
  for (const { kind, body } of manifests) {
    if (kind !== 'CustomResourceDefinition' || !isData(body['spec'])) continue;
    const { group, names, scope } = body['spec'];
    if (isData(names)) scopes.declare(text(group) ?? '', text(names['kind']) ?? '', text(scope) ?? '');
  }
}
