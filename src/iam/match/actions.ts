import { rcpCovers } from '../catalogue/services.ts';

/** STS actions that a role's trust policy decides, besides those that begin with `sts:assumerole`. */
const TRUSTED: ReadonlySet<string> = new Set(['sts:tagsession', 'sts:setsourceidentity']);

/** An action, interned: one object per action whatever its case. */
export class Action {
  readonly id: number;
  /** Folded `service:action`. */
  readonly name: string;
  readonly service: string;
  readonly kms: boolean;
  /** A role's trust policy decides it. */
  readonly trust: boolean;
  /** STS answers it to everyone, even under a deny (STS API reference, GetCallerIdentity). */
  readonly free: boolean;
  #rcp: boolean | undefined;

  constructor(id: number, name: string) {
    this.id = id;
    this.name = name;
    this.service = name.slice(0, Math.max(name.indexOf(':'), 0));
    this.kms = this.service === 'kms';
    this.trust = name.startsWith('sts:assumerole') || TRUSTED.has(name);
    this.free = name === 'sts:getcalleridentity';
  }

  /**
   * Whether resource control policies restrict it: an action of a service that they cover, but for retiring a grant of KMS (Organizations user
   * guide, "Resource control policies").
   */
  get underRcp(): boolean {
    this.#rcp ??= this.name !== 'kms:retiregrant' && rcpCovers(this.service);
    return this.#rcp;
  }
}

const byName = new Map<string, Action>();
/** As callers write them; begins anew when somebody asks for very many. */
const byText = new Map<string, Action>();
const MOST = 100_000;

let last: Action | undefined;
let lastText = '';

export function actionOf(written: string): Action {
  if (written === lastText && last) return last;
  const action = find(written);
  lastText = written;
  last = action;
  return action;
}

function find(written: string): Action {
  const known = byText.get(written);
  if (known) return known;
  const name = written.toLowerCase();
  let action = byName.get(name);
  if (action === undefined) {
    action = new Action(byName.size, name);
    byName.set(name, action);
  }
  if (byText.size >= MOST) byText.clear();
  byText.set(written, action);
  return action;
}
