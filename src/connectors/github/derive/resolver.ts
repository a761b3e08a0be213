import { replaceExpressions } from '../read/expressions.ts';
import type { Texts } from '../types.ts';
import type { Place } from './place.ts';

const LONGEST = 20_000;
const MOST = 64;

/** Puts in what the files themselves say: literal variables, inputs, the repository's name, values of the matrix. The rest stays an expression. */
export class Resolver {
  readonly #env: readonly Texts[];
  readonly #inputs: Texts;
  readonly #matrix: ReadonlyMap<string, readonly string[]>;
  readonly #place: Place;

  /** `env` from the innermost outwards. */
  constructor(place: Place, env: readonly Texts[], inputs: Texts, matrix: ReadonlyMap<string, readonly string[]>) {
    this.#place = place;
    this.#env = env;
    this.#inputs = inputs;
    this.#matrix = matrix;
  }

  expand(text: string, depth = 0): string {
    if (!text.includes('${{') || text.length > LONGEST || depth > 4) return text.slice(0, LONGEST);
    const out = replaceExpressions(text, (inner) => {
      const value = this.#value(inner);
      return value === undefined ? undefined : this.expand(value, depth + 1);
    });
    return out.slice(0, LONGEST);
  }

  /** `$NAME` and `${NAME}` of a shell too. */
  shell(text: string): string {
    const put = text.replace(
      /\$(?:\{([A-Za-z_]\w{0,200})\}|([A-Za-z_]\w{0,200}))/gu,
      (whole, braced?: string, bare?: string) => {
        const value = this.#variable(braced ?? bare ?? '');
        return value === undefined ? whole : value;
      },
    );
    return this.expand(put);
  }

  /** One text for each value of a matrix variable that it uses. */
  variants(text: string, shell = false): readonly string[] {
    const put = (one: string): string => (shell ? this.shell(one) : this.expand(one));
    const out = put(text);
    const name = /\$\{\{\s{0,10}matrix\.([\w-]{1,100})\s{0,10}\}\}/u.exec(out)?.[1];
    const values = name === undefined ? undefined : this.#matrix.get(name);
    if (name === undefined || !values || values.length === 0) return [out];
    return values
      .slice(0, MOST)
      .map((value) => put(replaceExpressions(out, (inner) => (inner === `matrix.${name}` ? value : undefined))));
  }

  #value(inner: string): string | undefined {
    const [, context, name = ''] = /^(env|inputs)\.([\w-]{1,200})$/u.exec(inner) ?? [];
    if (context === 'env') return this.#variable(name);
    if (context === 'inputs') return this.#inputs.get(name);
    const { remote } = this.#place;
    if (remote === undefined) return undefined;
    if (inner === 'github.repository') return `${remote.organisation}/${remote.name}`;
    if (inner === 'github.repository_owner') return remote.organisation;
    return inner === 'github.event.repository.name' ? remote.name : undefined;
  }

  #variable(name: string): string | undefined {
    for (const layer of this.#env) {
      const value = layer.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }
}

/** As it stands in a name: `${{ secrets.X }}` reads `{secrets.X}`. */
export const symbolic = (text: string): string => replaceExpressions(text, (inner) => `{${inner}}`);

export const isLiteral = (text: string): boolean => !/[{}$]/u.test(text);
