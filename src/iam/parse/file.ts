import { readJson } from '../../documents/read.ts';
import { parsePolicy, type ParsedPolicy } from './policy.ts';

/** The policy document in the text of a file, each statement at its line. Undefined where the text is no JSON; the problems say why. */
export function parsePolicyFile(
  file: string,
  text: string,
): { readonly policy?: ParsedPolicy['policy']; readonly problems: ParsedPolicy['problems'] } {
  const { roots, diagnostics } = readJson(file, text);
  const [root] = roots;
  return root ? parsePolicy(root, file) : { problems: diagnostics };
}
