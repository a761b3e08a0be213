import type { Cut } from './yaml.ts';

const DEFINITION = /(?<![^\r\n])kind:[ \t]*["']?CustomResourceDefinition["']?[ \t]*(?:#[^\n]*)?\r?$/m;
const SPEC = /(?<![^\r\n])spec:[ \t]*(?:#[^\n]*)?\r?\n/;
/** Keys under `spec` that hold schemas: nine tenths of all bytes of a typical platform, and nothing about identity. */
const SCHEMAS = /^(?:versions|validation|additionalPrinterColumns):[ \t]*(?:#[^\n]*)?\r?\n?$/;

/**
 * A CustomResourceDefinition without its schemas. Only whole entries of the block under `spec` are left out; when that is not certain
 * to be what they are, the parser says so and the caller takes the whole text.
 */
export function withoutSchemas(whole: Cut): Cut {
  const { text } = whole;
  if (!DEFINITION.test(text)) return whole;
  const spec = SPEC.exec(text);
  if (!spec) return whole;
  const kept: { start: number; end: number }[] = [];
  let keepFrom = 0;
  let skipping = false;
  let column: number | undefined;
  for (let at = spec.index + spec[0].length; at < text.length;) {
    const end = nextLine(text, at);
    const line = text.slice(at, end);
    const indent = indentOf(line);
    if (indent !== undefined) {
      column ??= indent;
      if (indent < column && !(skipping && line[indent] === '-')) {
        if (skipping) keepFrom = at;
        skipping = false;
        break;
      }
      const ofSkipped: boolean = skipping && (indent > column || line[indent] === '-');
      const schema = indent === column && SCHEMAS.test(line.slice(indent));
      if (schema && !skipping) kept.push({ start: keepFrom, end: at });
      if (skipping && !ofSkipped && !schema) keepFrom = at;
      skipping = schema || ofSkipped;
    }
    at = end;
  }
  if (kept.length === 0) return whole;
  if (!skipping) kept.push({ start: keepFrom, end: text.length });
  return joined(whole, kept);
}

function joined(whole: Cut, kept: readonly { readonly start: number; readonly end: number }[]): Cut {
  // A copy of its own: a slice would keep the schemas in memory for as long as the object lives.
  const text = Buffer.from(kept.map(({ start, end }) => whole.text.slice(start, end)).join(''), 'utf8').toString(
    'utf8',
  );
  return {
    ...whole,
    text,
    at: (offset) => {
      let before = 0;
      for (const { start, end } of kept) {
        if (offset < before + end - start) return whole.at(start + offset - before);
        before += end - start;
      }
      return whole.at(kept.at(-1)?.end ?? 0);
    },
  };
}

/** Leading spaces of a line that says something; undefined for blank lines and comments. */
function indentOf(line: string): number | undefined {
  let at = 0;
  while (line[at] === ' ') at++;
  const first = line[at];
  return first === undefined || first === '\n' || first === '\r' || first === '#' ? undefined : at;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}
