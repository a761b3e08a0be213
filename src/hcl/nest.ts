import type { TemplatePart } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { stripped, type Piece } from './pieces.ts';

/** Puts what stands between the directives of a template into them. */
export function nestParts(cursor: Cursor, pieces: readonly Piece[]): readonly TemplatePart[] {
  const all = stripped(pieces);
  let next = 0;
  const parts = partsUntil([]);
  const extra = all[next];
  if (extra) cursor.refuse('a template directive closes nothing', extra.start);
  return parts;

  function partsUntil(closing: readonly string[]): readonly TemplatePart[] {
    const found: TemplatePart[] = [];
    for (let piece = all[next]; piece !== undefined; piece = all[next]) {
      if (closing.includes(piece.part)) return found;
      if (piece.part === 'else' || piece.part === 'endif' || piece.part === 'endfor') return found;
      next += 1;
      const part = cursor.nested(true, () => partOf(piece));
      if (part) found.push(part);
    }
    return found;
  }

  function partOf(piece: Piece): TemplatePart | undefined {
    const { start } = piece;
    switch (piece.part) {
      case 'text':
        return piece.text === '' ? undefined : piece;
      case 'value':
        return { part: 'value', value: piece.value, start, end: piece.end };
      case 'if': {
        const then = partsUntil(['else', 'endif']);
        const otherwise = takes('else') ? partsUntil(['endif']) : [];
        return { part: 'if', condition: piece.condition, then, otherwise, start, end: ends('endif', start) };
      }
      case 'for': {
        const { keyName, valueName, collection } = piece;
        const each = partsUntil(['endfor']);
        const names = keyName === undefined ? { valueName } : { keyName, valueName };
        return { part: 'for', ...names, collection, each, start, end: ends('endfor', start) };
      }
      case 'else':
      case 'endif':
      case 'endfor':
        return undefined;
    }
  }

  function takes(part: Piece['part']): boolean {
    if (all[next]?.part !== part) return false;
    next += 1;
    return true;
  }

  function ends(part: 'endif' | 'endfor', start: number): number {
    const end = all[next]?.end ?? start;
    if (!takes(part)) cursor.refuse('a template directive is not closed', start);
    return end;
  }
}
