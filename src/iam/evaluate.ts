import { denying, granting } from './explain/by.ts';
import { implicitLayer } from './explain/denied.ts';
import { needsOf } from './explain/needs.ts';
import { resolve } from './outcome.ts';
import type { Answer, Layers, Request } from './port.ts';
import { Question } from './question/question.ts';
import { NO, YES } from './truth.ts';

/** The whole answer with its reasons: the outcome first, as `outcomeOf` finds it, then the statements that decided it. */
export function evaluate(request: Request, layers: Layers): Answer {
  const question = new Question().ask(request, layers);
  if (question.action.free) return { outcome: 'allow', by: [], needs: [] };
  const truth = resolve(question);
  if (truth === YES) return { outcome: 'allow', by: granting(question, true), needs: [] };
  if (truth !== NO) return { outcome: 'allow-if', by: granting(question, false), needs: needsOf(question) };
  const by = denying(question);
  const [first] = by;
  const denied = first ? { layer: first.layer, explicit: true } : { layer: implicitLayer(question), explicit: false };
  return { outcome: 'deny', by, denied, needs: [] };
}
