/** A program that uses tool servers, by where its configuration lies. */
export interface Client {
  readonly name: string;
  readonly path: RegExp;
  /** The file is configuration of tool servers and nothing else: when it does not parse, that is worth saying. */
  readonly own: boolean;
  /** How a variable is written where the program resolves one in `env` and headers; absent where it takes every text as it stands. */
  readonly reference?: (variable: string) => string;
}

const dollar = (variable: string): string => `\${${variable}}`;
const env = (variable: string): string => `\${env:${variable}}`;

/** After each vendor's documentation of its configuration file; the first that matches. */
const CLIENTS: readonly Client[] = [
  { name: 'VS Code', path: /(?:^|\/)\.vscode\/mcp\.json$/u, own: true, reference: env },
  { name: 'VS Code', path: /(?:^|\/)(?:\.vscode|Code\/User)\/(?:settings|mcp)\.json$/u, own: false, reference: env },
  { name: 'VS Code', path: /\.code-workspace$|(?:^|\/)devcontainer\.json$/u, own: false, reference: env },
  { name: 'Cursor', path: /(?:^|\/)\.cursor\/mcp\.json$/u, own: true, reference: env },
  { name: 'Windsurf', path: /(?:^|\/)\.?(?:codeium\/)?windsurf\/mcp_config\.json$/u, own: true, reference: env },
  { name: 'Roo Code', path: /(?:^|\/)\.roo\/mcp\.json$/u, own: true, reference: env },
  { name: 'Cline', path: /(?:^|\/)cline_mcp_settings\.json$/u, own: true },
  { name: 'Claude Desktop', path: /(?:^|\/)claude_desktop_config\.json$/iu, own: true },
  { name: 'Claude Code', path: /(?:^|\/)(?:\.claude\.json|\.claude\/settings(?:\.local)?\.json)$/u, own: false, reference: dollar },
  { name: 'Zed', path: /(?:^|\/)\.?zed\/settings\.json$/u, own: false },
  { name: 'Gemini CLI', path: /(?:^|\/)\.gemini\/settings\.json$/u, own: false, reference: dollar },
  { name: 'Gemini CLI extension', path: /(?:^|\/)gemini-extension\.json$/u, own: false, reference: dollar },
  { name: 'Amazon Q', path: /(?:^|\/)\.(?:amazonq|kiro\/settings)\/mcp\.json$/u, own: true, reference: dollar },
  { name: 'Copilot CLI', path: /(?:^|\/)mcp-config\.json$/u, own: true, reference: dollar },
  { name: 'Codex', path: /(?:^|\/)\.?codex\/config\.toml$/u, own: false },
  { name: 'Continue', path: /(?:^|\/)\.continue\//u, own: false, reference: (name) => `\${{ secrets.${name} }}` },
  { name: 'LibreChat', path: /(?:^|\/)librechat\.ya?ml$/u, own: false, reference: dollar },
  { name: 'Claude Code', path: /(?:^|\/)\.mcp\.json$/u, own: true, reference: dollar },
]; // prettier-ignore

const SOME: Client = { name: 'MCP client', path: /(?:)/u, own: false };

export function clientOf(path: string): Client {
  return CLIENTS.find((one) => one.path.test(path)) ?? SOME;
}
