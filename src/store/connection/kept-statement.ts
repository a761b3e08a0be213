import { CompiledQuery, type Compilable } from 'kysely';
import type { Reader } from '../change.ts';

/**
 * A statement that is written once and asked often: building its text costs more than asking. `build` names its parameters by values that are not used, in their order.
 */
export function kept<Row>(
  build: (db: Reader) => Compilable<Row>,
): (db: Reader, ...values: readonly unknown[]) => Promise<Row[]> {
  let text: string | undefined;
  return async (db, ...values) => {
    text ??= build(db).compile().sql;
    return (await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
  };
}
