import type { Entry } from '../../documents/entry.ts';
import type { Telling } from './telling.ts';

/** A kind of file that is read here. */
export interface Form {
  readonly name: string;
  /** A cheap look at path and text before anything is parsed. */
  readonly may: (text: string, path: string) => boolean;
  /** The file is of this kind by its name, and nobody else's: when it does not parse, that is told. */
  readonly own?: (path: string) => boolean;
  /** What was parsed is of this kind. */
  readonly is: (root: Entry, path: string) => boolean;
  readonly tell: (telling: Telling, root: Entry, estate: Scene) => void;
}

/** What other files of the scan hold, for a form that needs its neighbours. */
export interface Scene {
  /** Tool servers behind gateways, by the folder of their file. */
  readonly gateways: readonly GatewayPlace[];
}

export interface GatewayPlace {
  readonly file: string;
  readonly folder: string;
  /** Name, in lower case, of the server or one of its aliases, to its node. */
  readonly servers: ReadonlyMap<string, string>;
  /** Values of variables in the file, for references of its neighbours. */
  readonly variables: ReadonlyMap<string, string>;
}
