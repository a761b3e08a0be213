import { isData, text } from '../../../documents/plain.ts';
import { isKustomization } from './kustomize/read.ts';

/** What a document is, judged by its content alone. */
export type DocumentKind = 'object' | 'kustomization' | 'kind-cluster' | 'jupyterhub-values' | 'other';

export function recognise(data: unknown): DocumentKind {
  if (!isData(data)) return 'other';
  const apiVersion = text(data['apiVersion']);
  if (apiVersion?.startsWith('kind.x-k8s.io/') && data['kind'] === 'Cluster') return 'kind-cluster';
  if (isKustomization(data)) return 'kustomization';
  if (apiVersion && text(data['kind'])) return 'object';
  return isJupyterHub(data) ? 'jupyterhub-values' : 'other';
}

/** Values of the JupyterHub chart, on their own or under the name of the subchart. */
function isJupyterHub(data: Record<string, unknown>): boolean {
  const keys = ['hub', 'singleuser', 'proxy'].filter((key) => isData(data[key]));
  return (
    keys.length >= 2 || isData(data['singleuser']) || (isData(data['jupyterhub']) && isJupyterHub(data['jupyterhub']))
  );
}

/** Whether a text can hold any of these, so that it is worth parsing. A key may be written with escapes. */
export function mayMatter(piece: string): boolean {
  return (
    (piece.includes('apiVersion') && piece.includes('kind')) ||
    piece.includes('singleuser') ||
    (piece.includes('hub:') && piece.includes('proxy:')) ||
    /\\[xuU]/.test(piece)
  );
}
