import type { Role, RoleName } from '../../governance/roles.ts';
import type { Reader } from '../../store/change.ts';
import type { Principal } from '../principal.ts';
import type { Route } from '../route.ts';
import type { Services } from '../services.ts';
import type { Child } from './html.ts';

/** What a page is asked with. Texts are as the browser sent them: nothing of them is checked. */
export interface PageCall {
  readonly principal: Principal;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Where the principal may see, by the roles that the page takes. */
  readonly within: readonly Role[];
  /** For the forms of the page. */
  readonly csrf: string;
  readonly origin: string;
  readonly now: Date;
  readonly services: Services;
}

/** A page that shows something, for everyone who is signed in or for holders of one of its roles anywhere. It changes nothing. */
export interface PageView {
  readonly id: string;
  /** As the router writes it, `/identities/:id`. */
  readonly path: string;
  readonly title: string;
  readonly roles?: readonly RoleName[];
  readonly scripts?: readonly string[];
  readonly view: (db: Reader, call: PageCall) => Promise<Child>;
}

/** A page that was made elsewhere, whole: it is shown in a box of its own, which reaches nothing of ours. */
export interface PageFile {
  readonly id: string;
  readonly path: string;
  readonly roles?: readonly RoleName[];
  readonly file: (call: PageCall) => Promise<Buffer>;
}

/** Fields of a form that was sent. */
export type Form = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A form's target. It does what a row of the API does, by the same checks and with the same record. */
export interface PageAction {
  readonly path: string;
  readonly row: Route;
  /** What the row takes, of what the form and the path say; it is checked as the API checks it. */
  readonly take?: (
    form: Form,
    params: PageCall['params'],
  ) => { readonly params?: object; readonly query?: object; readonly body?: unknown };
  /** Where to go on, or what to show of its answer, this once. */
  readonly then: string | { readonly title: string; readonly show: (answer: unknown, call: PageCall) => Child };
}
