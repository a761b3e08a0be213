import { outcomeOf } from '../src/iam/outcome.ts';
import type { Figure } from './figure.ts';
import { questions, world, type Asked } from './iam/world.ts';

const RUNS = 5;
const QUESTIONS = 50_000;
const SECONDS = 1;

/** Evaluations with four layers (identity, boundary, SCPs of three levels, resource policy), a realistic mix of policies, tracing off. */
export function* iamFigures(): Iterable<Figure> {
  const asked = questions(world(2000, 200), QUESTIONS);
  yield { name: 'iam.evaluations.per_s', value: perSecond(asked), unit: '1/s', bound: { atLeast: 500_000 } };
}

function perSecond(asked: readonly Asked[]): number {
  return median(() => {
    const started = performance.now();
    let done = 0;
    let took = 0;
    while (took < SECONDS) {
      for (const { request, layers } of asked) outcomeOf(request, layers);
      done += asked.length;
      took = (performance.now() - started) / 1000;
    }
    return done / took;
  });
}

function median(measure: () => number): number {
  return Array.from({ length: RUNS }, measure).sort((a, b) => a - b)[RUNS >> 1] ?? Number.NaN;
}
