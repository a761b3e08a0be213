import { diagnostic, type Diagnostic, type DiagnosticCode } from '../../model/diagnostic.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Entry } from '../../documents/entry.ts';

/** Most problems that one policy may have told; a hostile one has no more to say. */
const MOST = 100;

/** What is wrong with one policy, with the place of each part. */
export class Problems {
  readonly list: Diagnostic[] = [];
  readonly #name: string;
  readonly #evidence: Evidence | undefined;

  /** With `evidence`, every part of the policy stands there: it was a text inside another document. */
  constructor(name: string, evidence?: Evidence) {
    this.#name = name;
    this.#evidence = evidence;
  }

  at(entry: Entry): Evidence {
    return this.#evidence ?? entry.evidence;
  }

  add(code: DiagnosticCode, message: string, entry: Entry): void {
    this.addAt(code, message, this.at(entry));
  }

  addAt(code: DiagnosticCode, message: string, evidence: Evidence): void {
    if (this.list.length >= MOST) return;
    const text = `policy ${JSON.stringify(this.#name)}: ${message}`;
    this.list.push(
      'file' in evidence
        ? diagnostic(code, text, evidence.file, evidence.line)
        : diagnostic(code, text, evidence.object),
    );
  }
}
