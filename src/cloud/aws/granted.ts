import { evaluate } from '../../iam/evaluate.ts';
import { outcomeOf } from '../../iam/outcome.ts';
import type { Answer, CompiledPolicy, Determining, Layers, Request } from '../../iam/port.ts';
import type { Confidence, Evidence } from '../../model/evidence.ts';
import { placeOf } from '../../model/evidence.ts';
import { printHoles } from '../../model/hole.ts';

/** Something that is allowed, and what that rests on. */
export interface Granted {
  readonly confidence: Confidence;
  readonly precondition?: string;
  readonly evidence: readonly Evidence[];
  readonly by: readonly Determining[];
}

/** What is asked of: a resource with its policy, and whose it is. */
export interface Target {
  /** An ARN, or `*`. */
  readonly resource: string;
  readonly account: string;
  readonly policy?: CompiledPolicy;
  /** Why its policy may not be what it is read as. */
  readonly doubt?: string;
}

/** Asks for the outcome first: most questions are answered no, and need no reasons. */
export function ask(request: Request, layers: Layers, doubts: readonly string[] = []): Granted | undefined {
  return outcomeOf(request, layers) === 'deny' ? undefined : grantedBy(evaluate(request, layers), doubts);
}

export function grantedBy({ outcome, by, needs }: Answer, doubts: readonly string[] = []): Granted | undefined {
  if (outcome === 'deny') return undefined;
  const conditions = [...new Set([...needs.map(({ text }) => printHoles(text)), ...doubts])];
  const evidence = placesOf(by);
  return conditions.length === 0 && outcome === 'allow'
    ? { confidence: 'proved', evidence, by }
    : { confidence: 'possible', precondition: joined(conditions) || 'it depends on the request', evidence, by };
}

/** Where the deciding statements stand, each once. */
export function placesOf(by: readonly Determining[]): readonly Evidence[] {
  const places = by
    .map(({ statement: { evidence } }) => evidence)
    .filter((one) => !('object' in one && one.at === 'assumed'));
  return places.length < 2 ? places : [...new Map(places.map((one) => [placeOf(one), one])).values()];
}

/** Texts that are kept; beyond, it begins anew. */
const MOST = 20_000;
const texts = new Map<string, string>();

/** Conditions as one text; the same for many edges, and then one string. */
export function joined(conditions: readonly string[]): string {
  const [only = ''] = conditions;
  if (conditions.length < 2) return only;
  const text = conditions.join('; ');
  const known = texts.get(text);
  if (known !== undefined) return known;
  if (texts.size >= MOST) texts.clear();
  texts.set(text, text);
  return text;
}
