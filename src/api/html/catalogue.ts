import { ACCOUNT_ACTIONS, ACCOUNT_VIEWS } from '../sign-in/pages/account.ts';
import type { PageAction, PageView } from './page-row.ts';

/** Every page behind the sign-in, and every form that they have. */
export const VIEWS: readonly PageView[] = [...ACCOUNT_VIEWS];
export const ACTIONS: readonly PageAction[] = [...ACCOUNT_ACTIONS];
