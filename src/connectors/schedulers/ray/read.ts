import type { SourceFile } from '../../../bytes/files.ts';
import { readYaml } from '../../../documents/read.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { Standing } from '../../port.ts';

/** A Ray head that a script, unit or cluster file starts, or a job that one submits. */
export interface SeenRay {
  readonly file: SourceFile;
  readonly standing: Standing;
  readonly evidence: Evidence;
  readonly name: string;
  readonly is: 'head' | 'caller';
  /** The dashboard listens beyond the machine. */
  readonly open: boolean;
  readonly token: boolean;
  /** Where a caller submits to. */
  readonly address?: string;
  /** The user of the unit, or the instance profile of the head. */
  readonly user?: string;
  readonly role?: string;
  /** Addresses of the cluster's machines, as far as they are written down. */
  readonly nodes?: readonly string[];
  /** The id that a caller gives its job. */
  readonly job?: string;
}

const HEAD = /\bray\s{1,4}start\b[^\n]{0,500}--head\b/u;
const OPEN = /--dashboard-host[=\s]{1,3}["']?(?:0\.0\.0\.0|::|\[::\])/u;
const SUBMIT = /\bray\s{1,4}job\s{1,4}submit\b[^\n]{0,300}?--address[=\s]{1,3}["']?([a-z]{3,5}:\/\/[^\s"']{1,250})/u;
const NODE_IP = /--node-ip-address[=\s]{1,3}["']?([\w.:-]{1,100})/u;
const SUBMISSION = /--(?:submission|job)-id[=\s]{1,3}["']?([\w.-]{1,100})/u;

/** Shell scripts and systemd units: `ray start --head`, `ray job submit --address` (docs.ray.io, "Ray cluster CLI"). */
export function readScript(file: SourceFile, standing: Standing, text: string): readonly SeenRay[] {
  if (!/\bray\s{1,4}(?:start|job)\b/u.test(text)) return [];
  const token = /\bRAY_AUTH_MODE=["']?token\b/u.test(text);
  const user = /\.service$/u.test(file.path) ? /^User=([a-z_][\w-]{0,31})\s*$/mu.exec(text)?.[1] : undefined;
  const found: SeenRay[] = [];
  for (const { line, text: command } of commands(text)) {
    const evidence = { file: file.path, line };
    const base = { file, standing, evidence, token, ...(user === undefined ? {} : { user }) };
    const ip = NODE_IP.exec(command)?.[1];
    const nodes = ip === undefined ? {} : { nodes: [ip] };
    if (HEAD.test(command))
      found.push({ ...base, ...nodes, name: standing.path.at(-1) ?? file.path, is: 'head', open: OPEN.test(command) });
    const address = SUBMIT.exec(command)?.[1];
    const job = SUBMISSION.exec(command)?.[1];
    const named = job === undefined ? {} : { job };
    if (address !== undefined)
      found.push({ ...base, ...named, name: standing.path.at(-1) ?? file.path, is: 'caller', open: false, address });
  }
  return found;
}

/** Lines with what a backslash at their end goes on with. */
function* commands(text: string): Generator<{ readonly line: number; readonly text: string }> {
  let start = 0;
  let whole = '';
  for (const [index, line] of text.split('\n').entries()) {
    if (whole === '') start = index + 1;
    if (/^\s*#/u.test(line) && whole === '') continue;
    whole += line.slice(0, 4000).replace(/\\\s*$/u, ' ');
    if (/\\\s*$/u.test(line) && whole.length < 8000) continue;
    yield { line: start, text: whole };
    whole = '';
  }
}

/** A file of the cluster launcher (docs.ray.io, "Cluster YAML Configuration Options"). Undefined when it is none. */
export function readLauncher(file: SourceFile, standing: Standing, text: string): SeenRay | undefined {
  if (
    !/^cluster_name:/mu.test(text) ||
    !/^provider:/mu.test(text) ||
    !/^(?:head_start_ray_commands|head_node_type|available_node_types|head_node|auth):/mu.test(text)
  )
    return undefined;
  const [root] = readYaml(file.path, text).roots;
  const name = root?.get('cluster_name');
  if (!root || !name) return undefined;
  const start = root.items('head_start_ray_commands').find((one) => HEAD.test(one.text() ?? ''));
  const head = root.text('head_node_type') ?? '';
  const profile = ['Arn', 'Name']
    .map(
      (key) =>
        root.text('available_node_types', head, 'node_config', 'IamInstanceProfile', key) ??
        root.text('head_node', 'IamInstanceProfile', key),
    )
    .find((one) => one !== undefined);
  const user = root.text('auth', 'ssh_user');
  const nodes = [root.text('provider', 'head_ip') ?? [], root.texts('provider', 'worker_ips')].flat();
  return {
    file, standing, nodes, evidence: (start ?? name).evidence, name: name.text() ?? 'ray', is: 'head', open: OPEN.test(start?.text() ?? ''),
    token: /\bRAY_AUTH_MODE["']?\s{0,3}[=:]\s{0,3}["']?token\b/u.test(text), ...(user === undefined ? {} : { user }), ...(profile === undefined ? {} : { role: profile }),
  }; // prettier-ignore
}
