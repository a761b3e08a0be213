import type { Form } from '../read/forms.ts';
import { tellAccount, tellKey } from './accounts.ts';
import { tellHeldKey } from './held-key.ts';
import { tellAnalysis, tellAncestor, tellDeny, tellPolicy, tellSearch } from './policies.ts';
import { tellPool, tellProvider } from './pools.ts';
import { tellFolder, tellListed, tellProject, tellRole, tellVertex } from './resources.ts';
import type { Told } from './told.ts';

/** What each form tells. */
export const TELLERS: Readonly<Record<Form, (told: Told) => void>> = {
  policy: tellPolicy,
  search: tellSearch,
  analysis: tellAnalysis,
  ancestor: tellAncestor,
  account: tellAccount,
  key: tellKey,
  role: tellRole,
  pool: tellPool,
  provider: tellProvider,
  project: tellProject,
  deny: tellDeny,
  vertex: tellVertex,
  folder: tellFolder,
  listed: tellListed,
  'held-key': tellHeldKey,
};
