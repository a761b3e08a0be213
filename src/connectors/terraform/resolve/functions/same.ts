import { jsonText } from '../json.ts';
import { textOf, type Val } from '../value.ts';

/** A text that two values share when they are the same: of a set, of distinct. */
export const keyOf = (value: Val): string => textOf(value) ?? jsonText(value) ?? '';
