import { matrix } from '../src/iam/matrix.ts';
import { outcomeOf } from '../src/iam/outcome.ts';
import type { Answer, Layers, Request } from '../src/iam/port.ts';
import { slowOutcome } from '../src/iam/slow/outcome.ts';
import type { Figure } from './figure.ts';
import { organisationFigures } from './iam-organisation.ts';
import { questions, world, type Asked } from './iam/world.ts';

const RUNS = 5;
const QUESTIONS = 5000;
/** The slow evaluator tries every completion of what is not known: it is asked what is known. */
const SLOW_QUESTIONS = 200;
const SECONDS = 1;
const PRINCIPALS = { matrix: 2000, whoCan: 5000 };
const PAIRS = 200;

/**
 * `iam.evaluations.per_s`: evaluations with four layers (identity, boundary, SCPs of three levels, resource policy) on one thread, a mix of
 * policies, callers and contexts by a fixed seed, no reasons asked; beside it the slow evaluator on questions of the same mix whose context is
 * known. `iam.matrix.seconds`: 2,000 principals by 200 pairs. `iam.who_can.ms`: one pair by 5,000 principals, after load.
 * `iam.organisation.*`: see iam-organisation.ts.
 */
export function* iamFigures(): Iterable<Figure> {
  const estate = world(PRINCIPALS.matrix, PAIRS);
  const asked = questions(estate, QUESTIONS);
  const fast = perSecond(asked, outcomeOf, RUNS);
  yield { name: 'iam.evaluations.per_s', value: fast, unit: '1/s', bound: { atLeast: 500_000 } };
  const known = asked.filter(({ request }) => request.context.unknown !== 'all').slice(0, SLOW_QUESTIONS);
  yield {
    name: 'iam.slow.per_s',
    value: perSecond(known, slowOutcome, 1),
    unit: '1/s',
    neighbourOf: 'iam.evaluations.per_s',
  };
  const whole = median(() => milliseconds(estate, PAIRS), 3) / 1000;
  yield { name: 'iam.matrix.seconds', value: whole, unit: 's', bound: { atMost: 3 } };
  const large = world(PRINCIPALS.whoCan, 8);
  const one = median(() => milliseconds(large, 1), 5);
  yield { name: 'iam.who_can.ms', value: one, unit: 'ms', bound: { atMost: 200 } };
  yield* organisationFigures();
}

function milliseconds({ principals, pairs }: ReturnType<typeof world>, count: number): number {
  const started = performance.now();
  let allowed = 0;
  matrix(principals, pairs.slice(0, count), (_, __, outcome) => {
    if (outcome !== 'deny') allowed++;
  });
  const took = performance.now() - started;
  if (allowed === 0) throw new Error('nobody may do anything: the bench measures nothing');
  return took;
}

type Evaluate = (request: Request, layers: Layers) => Answer['outcome'] | undefined;

function perSecond(asked: readonly Asked[], evaluate: Evaluate, runs: number): number {
  for (const { request, layers } of asked) evaluate(request, layers);
  return median(() => {
    const started = performance.now();
    let done = 0;
    let took = 0;
    while (took < SECONDS) {
      for (const { request, layers } of asked) evaluate(request, layers);
      done += asked.length;
      took = (performance.now() - started) / 1000;
    }
    return done / took;
  }, runs);
}

function median(measure: () => number, runs: number): number {
  return Array.from({ length: runs }, measure).sort((a, b) => a - b)[runs >> 1] ?? Number.NaN;
}
