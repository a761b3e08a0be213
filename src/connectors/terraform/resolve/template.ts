import type { Template, TemplatePart } from '../../../hcl/ast.ts';
import { hole } from '../../../model/hole.ts';
import { withoutHoles } from '../../../model/hole.ts';
import { placeIn, withNames, type Env } from './env.ts';
import type { Evaluate } from './evaluate.ts';
import { namesOf } from './for.ts';
import { turnsOf } from './iterate.ts';
import { documentOfText, type TextPiece } from './json-text.ts';
import { truthOf } from './operators.ts';
import { textOf, unknown, unknownName, type Val } from './value.ts';

/** A quoted text or heredoc. One interpolation alone keeps the value that it has. */
export function template(expression: Template, env: Env, evaluate: Evaluate): Val {
  const [first, second] = expression.parts;
  if (first?.part === 'value' && second === undefined) return evaluate(first.value, env);
  const writer = new Writer(env, evaluate);
  for (const part of expression.parts) writer.write(part, env);
  const { text, pieces } = writer;
  const literal = expression.parts.every(({ part }) => part === 'text');
  const place = placeIn(env, expression, literal);
  if (!env.budget.affords(text.length)) return unknown('a text that is too long', place);
  return { data: text, place, document: () => documentOfText(text, pieces, place) };
}

class Writer {
  text = '';
  readonly pieces: TextPiece[] = [];
  readonly #outer: Env;
  readonly #evaluate: Evaluate;

  constructor(env: Env, evaluate: Evaluate) {
    this.#outer = env;
    this.#evaluate = evaluate;
  }

  write(part: TemplatePart, env: Env): void {
    const evaluate = this.#evaluate;
    switch (part.part) {
      case 'text':
        this.#add(withoutHoles(part.text), part.start);
        return;
      case 'value': {
        const value = evaluate(part.value, env);
        this.#add(textOf(value) ?? hole('a value that is no text'), part.start);
        return;
      }
      case 'if': {
        const asked = evaluate(part.condition, env);
        const truth = truthOf(asked);
        if (truth === undefined) this.#add(hole(unknownName(asked) ?? 'a condition'), part.start);
        else for (const one of truth ? part.then : part.otherwise) this.write(one, env);
        return;
      }
      case 'for': {
        const found = turnsOf(evaluate(part.collection, env));
        for (const turn of found?.turns ?? [])
          for (const one of part.each) this.write(one, withNames(env, namesOf(part, turn)));
        if (found?.open !== undefined) this.#add(hole(found.open), part.start);
      }
    }
  }

  #add(text: string, start: number): void {
    // A loop may write the same part over and over; what is too long is refused as a whole by the caller.
    if (this.text.length > 16 * 1024 * 1024 || !this.#outer.budget.enter()) {
      this.#outer.budget.leave();
      return;
    }
    this.#outer.budget.leave();
    this.pieces.push({ at: this.text.length, start });
    this.text += text;
  }
}
