import type { LineIndex } from '../../../bytes/lines.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { Span } from '../../../model/evidence.ts';
import type { Trigger } from '../types.ts';

/** `on` is one event, a list of them, or a map with their filters. */
export function readTriggers(on: Entry | undefined, text: string, lines: LineIndex): readonly Trigger[] {
  if (on === undefined) return [];
  const named = on.entries();
  if (named.length > 0)
    return named.map(([event, filter]) => {
      const span = wordAt(event, filter, text, lines);
      return {
        event,
        evidence: filter.evidence,
        types: filter.texts('types'),
        workflows: filter.texts('workflows'),
        ...(span ? { span } : {}),
      };
    });
  return on.itemsOrOne().flatMap((one): Trigger[] => {
    const event = one.text();
    const { span } = one;
    return event === undefined
      ? []
      : [{ event, evidence: one.evidence, types: [], workflows: [], ...(span ? { span } : {}) }];
  });
}

/** The key itself, on its line. */
function wordAt(event: string, filter: Entry, text: string, lines: LineIndex): Span | undefined {
  const { file, line } = filter.evidence;
  const from = lines.startOf(line);
  const end = lines.startOf(line + 1);
  const at = text.slice(from, end > from ? end : text.length).indexOf(event);
  return at < 0 ? undefined : { file, start: from + at, end: from + at + event.length };
}
