import { diagnostic, type Diagnostic } from '../../../../model/diagnostic.ts';
import { Lines } from '../../../../bytes/lines.ts';
import { MarksBuilder } from '../../../../documents/marks.ts';
import type { Manifest } from '../object.ts';
import { renderedManifests } from '../render/documents.ts';
import { render } from '../render/run.ts';
import type { Builder } from './build.ts';
import type { Instance } from './transform.ts';

/**
 * What the program makes of a root. An object that is also known from reading keeps the places of its source; what only a generator or
 * a patch yields stands at the kustomization. Undefined, with the reason told, when it cannot be rendered.
 */
export function renderRoot(builder: Builder, root: string, diagnostics: Diagnostic[]): readonly Instance[] | undefined {
  const file = builder.fileOf(root);
  if (builder.remoteBelow(root)) {
    diagnostics.push(diagnostic('render-failed', 'it includes something remote, which is not fetched', file));
    return undefined;
  }
  const rendering = render('kustomize', root);
  if ('problem' in rendering) {
    diagnostics.push(diagnostic('render-failed', `${rendering.problem}; it was read without rendering`, file));
    return undefined;
  }
  const read = new Map<string, Instance>();
  for (const one of builder.build(root)) read.set(idOf(one.now), one);
  return renderedManifests(rendering.text, file, new Set(), diagnostics).map((now) => {
    const known = read.get(idOf(now));
    if (known) return { ...known, now: { ...now, place: known.source.place } };
    const whole = { ...now, place: start(file) };
    return { source: whole, now: whole, chain: [file], spaced: now.namespace !== undefined };
  });
}

/** The first line of a file, for what stands nowhere in it. */
function start(file: string): Manifest['place'] {
  const marks = new MarksBuilder();
  marks.close(marks.open('', 0, 0, false), 0);
  return { file, lines: new Lines(''), marks: marks.build(), root: 0 };
}

function idOf(one: Manifest): string {
  return `${one.group}\0${one.kind}\0${one.namespace ?? ''}\0${one.name}`;
}
