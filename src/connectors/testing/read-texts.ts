import { SecretDigest } from '../../bytes/digest.ts';
import type { SourceFile } from '../../bytes/files.ts';
import { EstateBuilder } from '../../model/builder.ts';
import type { Estate } from '../../model/estate.ts';
import type { Connector, ScanContext } from '../port.ts';

/** A context without declarations: every file stands in the realm `default`, or where `over` puts it. */
export function plainContext(estate: EstateBuilder, over: Partial<ScanContext> = {}): ScanContext {
  return {
    estate,
    realms: [],
    standing: (file) => ({
      realm: 'default',
      path: file.relative.split('/'),
      environment: 'unknown',
      inRepository: file.relative,
      folder: '',
    }),
    digest: new SecretDigest(new Uint8Array(32)),
    render: false,
    progress: () => undefined,
    ...over,
  };
}

export const textFile = (path: string, text: string): SourceFile => ({
  path,
  relative: path,
  root: '.',
  bytes: Buffer.byteLength(text),
  text: () => text,
});

/** Shows files to one connector as the scan does, in the order given. */
export function readWith(
  connector: Connector,
  files: readonly SourceFile[],
  context: ScanContext,
): ReadonlySet<string> {
  const reading = connector.open(files, context);
  for (const file of files) {
    const text = reading.wants(file) ? file.text() : undefined;
    if (text !== undefined) reading.take(file, text);
  }
  return reading.finish();
}

export interface Told {
  readonly estate: Estate;
  readonly builder: EstateBuilder;
  readonly claimed: ReadonlySet<string>;
}

/** What one connector tells of texts by path, as if they were files under the folder `.`. */
export function readTexts(
  connector: Connector,
  texts: Readonly<Record<string, string>>,
  over: Partial<ScanContext> = {},
): Told {
  const builder = new EstateBuilder();
  const files = Object.entries(texts).map(([path, text]) => textFile(path, text));
  const claimed = readWith(connector, files, plainContext(builder, over));
  return { estate: builder.build(), builder, claimed };
}
