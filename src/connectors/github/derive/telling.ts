import type { EstateBuilder } from '../../../model/builder.ts';
import type { EstateNode } from '../../../model/estate.ts';
import type { Confidence, Evidence } from '../../../model/evidence.ts';
import type { NodeId } from '../../../model/id.ts';
import type { EdgeKind, Environment } from '../../../model/kinds.ts';
import type { Key } from '../../../model/keys.ts';
import { environmentInName } from '../../../model/environment-name.ts';
import { isLiteral } from './resolver.ts';
import { protectionOf } from './settings.ts';
import type { JobView } from './view.ts';

const ELSEWHERE = 'the file is put where GitHub runs workflows';

/** How sure a thing is that is said of a job. */
export interface Sure {
  readonly confidence?: Confidence;
  readonly precondition?: string;
}

/** Tells what one job does: of its workflow, and of its own node where it has one. */
export class Telling {
  readonly estate: EstateBuilder;
  readonly view: JobView;
  /** The workflow first. */
  readonly holders: readonly NodeId[];

  constructor(estate: EstateBuilder, view: JobView, holders: readonly NodeId[]) {
    this.estate = estate;
    this.view = view;
    this.holders = holders;
  }

  get workflow(): NodeId {
    return this.holders[0] ?? '';
  }

  edge(kind: EdgeKind, to: NodeId, evidence: readonly Evidence[], sure: Sure = {}): void {
    for (const from of this.holders)
      if (from !== to) this.estate.edge({ kind, from, to, evidence, ...this.sure(sure) });
  }

  /** The other end is what answers to the key. */
  refer(kind: EdgeKind, key: Key, evidence: readonly Evidence[], sure: Sure = {}, otherwise?: EstateNode): void {
    for (const node of this.holders)
      this.estate.refer({
        kind,
        node,
        side: 'from',
        key,
        evidence,
        ...this.sure(sure),
        ...(otherwise ? { otherwise } : {}),
      });
  }

  sure({ confidence = 'configured', precondition }: Sure): { confidence: Confidence; precondition?: string } {
    if (this.view.workflow.live) return precondition === undefined ? { confidence } : { confidence, precondition };
    return {
      confidence: 'possible',
      precondition: precondition === undefined ? ELSEWHERE : `${precondition}; ${ELSEWHERE}`,
    };
  }

  /** Of what the job does: its declared environment, else what names say, else where the file stands. */
  environment(...names: readonly string[]): Environment {
    for (const name of [this.view.job.environment?.name ?? '', ...names]) {
      const found = environmentInName(name);
      if (found) return found;
    }
    return this.view.place.environment;
  }

  /** Of the job itself. One that an expression chooses is any of several. */
  get declaredEnvironment(): Environment {
    const { name } = this.view.job.environment ?? {};
    if (name !== undefined && !isLiteral(name)) return 'unknown';
    return this.environment();
  }

  /** Of a step of the job: whether people let it run. Without the settings an environment may or may not ask somebody. */
  get approval(): 'required' | 'none' | 'unknown' {
    const { job, settings } = this.view;
    if (!job.environment) return 'none';
    const reviewers = protectionOf(settings, job);
    return reviewers === undefined ? 'unknown' : reviewers.length > 0 ? 'required' : 'none';
  }

  /** Who lets the job run approves what it does to the target. */
  approvers(target: NodeId): void {
    const { job, settings } = this.view;
    const at = job.environment && settings?.environments?.get(job.environment.name.toLowerCase());
    for (const who of at?.reviewers ?? [])
      this.estate.fact({
        fact: 'authority',
        node: target,
        may: 'approve',
        who,
        ...this.sure({}),
        evidence: [at?.evidence ?? job.entry.evidence],
      });
  }

  /** What an expression that nothing in the files answers is called: of this repository, since others may use the same word. */
  unknown(text: string): string {
    const { realm, repository } = this.view.place;
    return `{${text.replace(/^\$\{\{\s*|\s*\}\}$/gu, '')} of ${[realm, ...repository].join('/')}}`;
  }
}
