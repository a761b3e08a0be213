import { createHash } from 'node:crypto';

/** One step forward of the schema. There is no step back: what is released is only added to. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

export function checksumOf({ sql }: Migration): string {
  return createHash('sha256').update(sql).digest('hex');
}
