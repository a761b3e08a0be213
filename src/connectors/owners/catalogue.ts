import type { Entry } from '../../documents/entry.ts';
import type { Standing } from '../port.ts';

/** An entity of a Backstage catalogue (backstage.io/docs, descriptor format of catalog entities, well-known annotations). */
export interface CatalogueEntity {
  readonly kind: string;
  /** `component:default/name`, lower case: how others refer to it. */
  readonly reference: string;
  readonly name: string;
  readonly type: string;
  readonly owner?: string;
  /** `host/org/name` of its code. */
  readonly repository?: string;
  /** The value of the label `backstage.io/kubernetes-id` on its objects. */
  readonly kubernetesId?: string;
  readonly namespace?: string;
  readonly selector?: Readonly<Record<string, string>>;
  /** References of what it needs, calls or offers, with the place of each. */
  readonly next: readonly {
    readonly reference: string;
    readonly how: 'depends' | 'consumes' | 'provides';
    readonly entry: Entry;
  }[];
  readonly standing: Standing;
  readonly evidence: Entry['evidence'];
  readonly ownerEvidence: Entry['evidence'];
}

const KINDS: ReadonlySet<string> = new Set(['Component', 'System', 'API', 'Resource', 'Domain']);

export function entityOf(root: Entry, standing: Standing): CatalogueEntity | undefined {
  const kind = root.text('kind') ?? '';
  const name = root.text('metadata', 'name');
  if (!root.text('apiVersion')?.startsWith('backstage.io/') || !KINDS.has(kind) || name === undefined) return undefined;
  const annotation = (key: string): string | undefined => root.text('metadata', 'annotations', key)?.trim();
  const owner = root.get('spec', 'owner');
  const github = annotation('github.com/project-slug');
  const gitlab = annotation('gitlab.com/project-slug');
  const repository = github === undefined ? gitlab && `gitlab.com/${gitlab}` : `github.com/${github}`;
  const kubernetesId = annotation('backstage.io/kubernetes-id');
  const namespace = annotation('backstage.io/kubernetes-namespace');
  const selector = selectorOf(annotation('backstage.io/kubernetes-label-selector'));
  const written = owner?.text();
  return {
    kind,
    name,
    reference: referenceTo(name, kind, root.text('metadata', 'namespace')),
    type: root.text('spec', 'type') ?? '',
    next: [
      ...related(root, 'dependsOn', 'depends', 'component'),
      ...related(root, 'consumesApis', 'consumes', 'api'),
      ...related(root, 'providesApis', 'provides', 'api'),
    ],
    standing,
    evidence: root.evidence,
    ownerEvidence: owner?.evidence ?? root.evidence,
    ...(written === undefined ? {} : { owner: written }),
    ...(repository === undefined || repository === '' ? {} : { repository: repository.toLowerCase() }),
    ...(kubernetesId === undefined ? {} : { kubernetesId }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(selector === undefined ? {} : { selector }),
  };
}

/** `[kind:][namespace/]name` with what is left out filled in. */
export function referenceTo(written: string, kind: string, namespace = 'default'): string {
  const match = /^(?:([\w-]{1,63}):)?(?:([\w.-]{1,63})\/)?([\w.-]{1,253})$/u.exec(written.trim());
  return `${match?.[1] ?? kind}:${match?.[2] ?? namespace}/${match?.[3] ?? written}`.toLowerCase();
}

function related(
  root: Entry,
  key: string,
  how: CatalogueEntity['next'][number]['how'],
  kind: string,
): CatalogueEntity['next'] {
  return root.items('spec', key).flatMap((entry) => {
    const text = entry.text();
    return text === undefined
      ? []
      : [{ reference: referenceTo(text, kind, root.text('metadata', 'namespace')), how, entry }];
  });
}

/** Equality only; a selector with sets (`in`, `!=`) is not decided. */
function selectorOf(written: string | undefined): Readonly<Record<string, string>> | undefined {
  const pairs = written?.split(',').map((one) => /^\s*([\w./-]{1,317})\s*==?\s*([\w.-]{1,63})\s*$/u.exec(one)) ?? [];
  if (pairs.length === 0 || pairs.some((one) => one === null)) return undefined;
  return Object.fromEntries(pairs.map((one) => [one?.[1] ?? '', one?.[2] ?? '']));
}
