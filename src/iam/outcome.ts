import { decide } from './layers/decide.ts';
import type { Answer, Layers, Request } from './port.ts';
import { Question } from './question/question.ts';
import { partsOf } from './residual/build.ts';
import { all } from './residual/node.ts';
import { satisfiable } from './residual/solve.ts';
import { MAYBE, NO, YES, type Truth } from './truth.ts';

const question = new Question();
const WORDS = ['deny', 'allow-if', 'allow'] as const;

/** The outcome alone, without reasons; the same as that of `evaluate`, for many questions. Allocates nothing where nothing is entangled. */
export function outcomeOf(request: Request, layers: Layers): Answer['outcome'] {
  return WORDS[resolve(question.ask(request, layers))];
}

/** Maybe only where some request that agrees with what is known is allowed and another is not, as far as can be proved. */
export function resolve(asked: Question): Truth {
  const truth = decide(asked);
  if (truth !== MAYBE || !asked.entangled) return truth;
  const whole = all(partsOf(asked).map(({ node }) => node));
  if (!satisfiable(whole, true)) return NO;
  return satisfiable(whole, false) ? MAYBE : YES;
}
