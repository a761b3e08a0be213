import { spawnSync } from 'node:child_process';
import { posix } from 'node:path';

/** Programs that may render, with their fixed arguments; the folder comes last, made so that it cannot be an option. */
const RENDERERS = {
  helm: [['helm', ['template', 'release-name']]],
  kustomize: [
    ['kustomize', ['build']],
    ['kubectl', ['kustomize']],
  ],
} as const;

export type Renderer = keyof typeof RENDERERS;

const LIMITS = { timeout: 30_000, maxBuffer: 64 * 1024 * 1024 } as const;

export type Rendering = { readonly text: string } | { readonly problem: string };

/**
 * Renders one folder with a program from PATH: no shell, little environment, bounded time and output. The proxies point nowhere, so
 * that a program which would fetch something fails instead.
 */
export function render(renderer: Renderer, folder: string): Rendering {
  const target = posix.isAbsolute(folder) ? folder : `./${folder}`;
  const nowhere = 'http://127.0.0.1:9';
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: '/nonexistent',
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    http_proxy: nowhere,
    https_proxy: nowhere,
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'none',
  };
  for (const [program, args] of RENDERERS[renderer]) {
    const result = spawnSync(program, [...args, target], {
      ...LIMITS,
      env,
      encoding: 'utf8',
      shell: false,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (result.error && 'code' in result.error && result.error.code === 'ENOENT') continue;
    return outcome(program, result);
  }
  return { problem: `${RENDERERS[renderer].map(([program]) => program).join(' or ')} is not on PATH` };
}

function outcome(program: string, result: ReturnType<typeof spawnSync>): Rendering {
  if (result.error) {
    const code = 'code' in result.error ? result.error.code : undefined;
    if (code === 'ETIMEDOUT') return { problem: `${program} took more than ${LIMITS.timeout / 1000} s` };
    if (code === 'ENOBUFS') return { problem: `${program} printed more than ${LIMITS.maxBuffer / 1024 / 1024} MiB` };
    return { problem: `${program} could not be run (${String(code)})` };
  }
  // What it complains of may quote a secret of the input, so only the code is passed on.
  if (result.status !== 0) return { problem: `${program} ended with ${String(result.status ?? result.signal)}` };
  return { text: String(result.stdout) };
}
