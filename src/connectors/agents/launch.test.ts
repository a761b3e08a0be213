import { describe, expect, it } from 'vitest';
import { readJson } from '../../documents/read.ts';
import { launchOf } from './mcp/launch.ts';
import { commandWords } from './mcp/words.ts';

function launched(command: string, ...args: readonly string[]): string {
  const [root] = readJson('x.json', JSON.stringify({ command, args })).roots;
  const launch = root && launchOf(commandWords(root.get('command'), root.items('args')));
  const found = launch?.package;
  return found
    ? `${found.registry} ${found.name} ${found.version ?? '-'} ${found.pinned ? 'pinned' : 'loose'}`
    : 'nothing';
}

/** Command lines as READMEs of tool servers and manuals of the runners print them. */
describe('what a command fetches', () => {
  it.each([
    ['npm @acme/x - loose', 'npx', '-y', '@acme/x'],
    ['npm @acme/x 1.2.3 pinned', 'npx', '-y', '@acme/x@1.2.3', '--stdio'],
    ['npm @acme/x latest loose', 'npx', '@acme/x@latest'],
    ['npm @acme/x ^1.2.3 loose', 'npx', '--yes', '@acme/x@^1.2.3'],
    ['npm @acme/x - loose', 'npx', '-p', '@acme/x', 'acme'],
    ['npm x 1.0.0 pinned', 'C:\\Program Files\\nodejs\\npx.cmd', '-y', 'x@1.0.0'],
    ['npm x - loose', 'cmd', '/c', 'npx', '-y', 'x'],
    ['npm x - loose', 'bash', '-lc', 'export A=1; npx -y x'.slice(12)],
    ['npm x - loose', 'npx -y x'],
    ['npm x - loose', 'bunx', 'x'],
    ['npm x - loose', 'pnpm', 'dlx', 'x'],
    ['pypi mcp-server-git - loose', 'uvx', 'mcp-server-git', '--repository', '/r'],
    ['pypi mcp-server-git 2025.1.14 pinned', 'uvx', 'mcp-server-git==2025.1.14'],
    ['pypi mcp-server-git 2025.1.14 pinned', 'uvx', 'mcp_server_git@2025.1.14'],
    ['pypi mcp >=1.2 loose', 'uvx', '--from', 'mcp[cli]>=1.2', 'mcp', 'run'],
    ['source github.com/oraios/serena - loose', 'uvx', '--from', 'git+https://github.com/oraios/serena', 'serena'],
    ['source github.com/oraios/serena 0123456789abcdef pinned', 'uvx', '--from', 'git+https://github.com/oraios/serena@0123456789abcdef', 'serena'],
    ['pypi x - loose', 'uv', 'tool', 'run', 'x'],
    ['pypi x 1.0 pinned', 'pipx', 'run', '--spec', 'x==1.0', 'x-cli'],
    ['image ghcr.io/github/github-mcp-server - loose', 'docker', 'run', '-i', '--rm', '-e', 'TOKEN', 'ghcr.io/github/github-mcp-server'],
    ['image mcp/time 1.2.3 pinned', 'docker', 'run', '-i', '--rm', '--name=x', '-v', '/a:/b', 'mcp/time:1.2.3', 'arg'],
    ['image mcp/time sha256:abc pinned', 'podman', 'run', '-i', 'docker.io/mcp/time@sha256:abc'],
    ['image registry:5000/x latest loose', 'docker', 'run', 'registry:5000/x:latest'],
    ['source github.com/acme/x v1.2.3 pinned', 'go', 'run', 'github.com/acme/x@v1.2.3'],
    ['npm @acme/x - loose', 'deno', 'run', '-A', 'npm:@acme/x'],
    ['nothing', 'node', '/srv/server.js'],
    ['nothing', 'python', '-m', 'server'],
    ['nothing', 'uv', 'run', '--directory', '/srv', 'server.py'],
    ['nothing', 'npx', '-y', './local'],
    ['nothing', 'docker', 'compose', 'up'],
  ])('%s: %s %s', (expected, command, ...args) => {
    expect(launched(command, ...args)).toBe(expected);
  });
}); // prettier-ignore
