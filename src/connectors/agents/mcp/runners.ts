import type { RegistryName } from './packages.ts';

/** A program that fetches what it runs: which words come before the package, and which flags take a value. */
export interface Runner {
  readonly program: string;
  readonly verbs: readonly string[];
  readonly registry: RegistryName;
  /** Flags whose value is the package; the first positional word is then a command inside it. */
  readonly packageFlags: readonly string[];
  readonly valueFlags: readonly string[];
  /** Without such a flag nothing is fetched. */
  readonly onlyFlag?: true;
}

const NPX = ['-c', '--call', '-w', '--workspace', '--registry', '--cache', '--prefix', '--userconfig', '--loglevel'];
const UV = ['--with', '--with-editable', '--python', '-p', '--index-url', '--extra-index-url', '--index', '--default-index', '--directory', '--project', '--env-file', '--refresh-package', '--cache-dir', '-i'] as const; // prettier-ignore

/** After the manuals of npm, pnpm, yarn, Bun, uv, pipx, Deno and Go. */
export const RUNNERS: readonly Runner[] = [
  { program: 'npx', verbs: [], registry: 'npm', packageFlags: ['-p', '--package'], valueFlags: NPX },
  { program: 'pnpx', verbs: [], registry: 'npm', packageFlags: ['-p', '--package'], valueFlags: NPX },
  { program: 'bunx', verbs: [], registry: 'npm', packageFlags: ['-p', '--package'], valueFlags: NPX },
  { program: 'npm', verbs: ['exec'], registry: 'npm', packageFlags: ['-p', '--package'], valueFlags: NPX },
  { program: 'npm', verbs: ['x'], registry: 'npm', packageFlags: ['-p', '--package'], valueFlags: NPX },
  { program: 'pnpm', verbs: ['dlx'], registry: 'npm', packageFlags: ['-p', '--package'], valueFlags: NPX },
  { program: 'yarn', verbs: ['dlx'], registry: 'npm', packageFlags: ['-p', '--package'], valueFlags: NPX },
  { program: 'bun', verbs: ['x'], registry: 'npm', packageFlags: ['-p', '--package'], valueFlags: NPX },
  { program: 'uvx', verbs: [], registry: 'pypi', packageFlags: ['--from'], valueFlags: UV },
  { program: 'uv', verbs: ['tool', 'run'], registry: 'pypi', packageFlags: ['--from'], valueFlags: UV },
  { program: 'uv', verbs: ['run'], registry: 'pypi', packageFlags: ['--with'], valueFlags: UV.slice(1), onlyFlag: true },
  { program: 'pipx', verbs: ['run'], registry: 'pypi', packageFlags: ['--spec'], valueFlags: ['--python', '--pip-args', '--index-url'] },
  { program: 'deno', verbs: ['run'], registry: 'npm', packageFlags: [], valueFlags: ['-c', '--config', '--import-map'] },
  { program: 'go', verbs: ['run'], registry: 'source', packageFlags: [], valueFlags: ['-C', '-mod', '-tags', '-ldflags'] },
]; // prettier-ignore

/** Flags of `docker run` that take a value, after its reference; the others stand alone. */
export const CONTAINER_VALUE_FLAGS: ReadonlySet<string> = new Set(
  (
    '-a -c -e -h -l -m -p -u -v -w --add-host --annotation --blkio-weight --cap-add --cap-drop --cgroup-parent --cidfile --cpus --cpu-shares ' +
    '--cpuset-cpus --device --dns --domainname --entrypoint --env --env-file --expose --gpus --group-add --health-cmd --hostname --ip --ipc --label ' +
    '--label-file --link --log-driver --log-opt --mac-address --memory --mount --name --net --network --pid --pids-limit --platform --publish ' +
    '--pull --restart --runtime --secret --security-opt --shm-size --stop-signal --storage-opt --sysctl --tmpfs --ulimit --user --userns --volume ' +
    '--volumes-from --workdir'
  ).split(' '),
);
