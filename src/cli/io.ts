import type { SavedBytes } from '../report/saved-bytes.ts';
import type { Palette } from '../report/screen.ts';

/** Where text goes. Resolves when the reader has room for more. */
export type Sink = (text: string | Uint8Array) => Promise<void>;

/** What a verb knows of the world outside: its streams, its terminal, its environment. */
export interface Io {
  readonly out: Sink;
  readonly err: Sink;
  /** As `err`, without waiting: for the progress line. */
  readonly errNow: (text: string) => void;
  /** True when nobody reads stdout any more: long output may stop. */
  readonly outClosed: () => boolean;
  readonly outIsTerminal: boolean;
  /** Columns for tables on stdout: of the terminal, of COLUMNS, or 80; never less than 60. */
  readonly width: number;
  readonly palette: Palette;
  readonly errPalette: Palette;
  /** A progress line may be drawn: stderr is a terminal and this is not CI. */
  readonly progress: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Told of a file before it is written in part, so that an interrupt can remove it. */
  readonly unfinished: (path: string) => void;
  /** Resolves when somebody asks the program to stop, once this was called; it then ends when its verb has, or at once when it is asked again. */
  readonly untilStopped?: () => Promise<void>;
  /** What was read of a saved scan while the code of the verb was loaded. */
  readonly ahead?: (path: string) => SavedBytes | undefined;
}
