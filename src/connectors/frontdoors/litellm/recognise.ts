import type { Entry } from '../../../documents/entry.ts';

/** Whether the text can be a LiteLLM proxy configuration: cheap, before anything is parsed. */
export const mayBeLiteLlm = (text: string): boolean =>
  text.includes('model_list') || (text.includes('litellm_settings') && text.includes('general_settings'));

/** By content (docs.litellm.ai, proxy configuration): models with `litellm_params`, or the settings that only the proxy has. */
export function isLiteLlm(root: Entry): boolean {
  if (root.items('model_list').some((one) => one.has('litellm_params'))) return true;
  return root.has('litellm_settings') && root.has('general_settings') && !root.has('apiVersion');
}
