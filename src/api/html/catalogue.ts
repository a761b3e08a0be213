import { ESTATE_FILES, ESTATE_VIEWS } from '../screens/estate.ts';
import { IDENTITY_VIEWS } from '../screens/identities.ts';
import { LEDGER_VIEWS } from '../screens/ledger.ts';
import { ACCOUNT_ACTIONS, ACCOUNT_VIEWS } from '../sign-in/pages/account.ts';
import type { PageAction, PageFile, PageView } from './page-row.ts';

/** Every page behind the sign-in, and every form that they have. */
export const VIEWS: readonly PageView[] = [...ESTATE_VIEWS, ...IDENTITY_VIEWS, ...LEDGER_VIEWS, ...ACCOUNT_VIEWS];
export const FILES: readonly PageFile[] = [...ESTATE_FILES];
export const ACTIONS: readonly PageAction[] = [...ACCOUNT_ACTIONS];
