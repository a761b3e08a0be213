import type { Diagnostic } from '../model/diagnostic.ts';
import type { Entry } from './entry.ts';
import { misshapen, told, type Field } from './shape.ts';

/** How the answers of one command line are told apart: the forms of its objects, and what each has to look like. */
export interface FormTable<F extends string> {
  readonly formOf: (one: Entry) => F | undefined;
  /** The objects of a document: itself, and what stands in its lists. */
  readonly objectsOf: (root: Entry) => readonly Entry[];
  /** What is printed alone in a list. */
  readonly alike: ReadonlySet<F>;
  /** Keys that only this form has together: who has them all is one, or a broken one. */
  readonly keys: readonly (readonly [F, readonly string[]])[];
  /** How people call it, and the fields that are read of it. */
  readonly fields: Readonly<Record<F, readonly [what: string, fields: readonly Field[]]>>;
  readonly wrongIn: (form: F, one: Entry) => readonly Diagnostic[];
}

/** The objects of a document, and what of it cannot be read although it is surely of one of the forms. */
export interface FoundForms<F extends string> {
  readonly objects: readonly (readonly [F, Entry])[];
  readonly diagnostics: readonly Diagnostic[];
}

export function findForms<F extends string>(root: Entry, table: FormTable<F>): FoundForms<F> {
  const { objectsOf, formOf, alike, keys, fields, wrongIn } = table;
  const all = objectsOf(root);
  const forms = all.map(formOf);
  const [first] = forms.filter((form) => form !== undefined && alike.has(form));
  const objects: (readonly [F, Entry])[] = [];
  const diagnostics: Diagnostic[] = [];
  all.forEach((one, index) => {
    const form = forms[index];
    if (form !== undefined) {
      objects.push([form, one]);
      diagnostics.push(...wrongIn(form, one));
      return;
    }
    const meant = keys.find(([, some]) => some.every((key) => one.has(key)))?.[0];
    if (one !== root && first !== undefined) diagnostics.push(...unread(fields[meant ?? first], one));
    else if (meant !== undefined) {
      const [what, own] = fields[meant];
      diagnostics.push(...misshapen(one, what, own));
    }
  });
  return { objects, diagnostics };
}

function unread([what, fields]: readonly [what: string, fields: readonly Field[]], one: Entry): readonly Diagnostic[] {
  const wrong = misshapen(one, what, fields);
  return wrong.length > 0 ? wrong : [told(one, `this is not read as ${what}, though it stands where one should`)];
}
