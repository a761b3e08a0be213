import type { Entry } from '../../../documents/entry.ts';
import { toolServerKey } from '../../../model/keys.ts';
import type { Form } from '../form.ts';
import type { Telling } from '../telling.ts';
import { claimOf } from '../tools/claims.ts';
import { effectOfName, raised } from '../tools/effects.ts';
import { tellTool, type Offering } from '../tools/tell-tools.ts';
import { packageOf } from './packages.ts';
import { authenticationOf, tellCall, withoutSecrets } from './remote.ts';
import { tellPackage } from './server.ts';

function tellListed(telling: Telling, by: Offering, tools: readonly Entry[]): void {
  for (const tool of tools) {
    const name = tool.text('name');
    if (name !== undefined)
      tellTool(telling, by, { name, judged: raised(effectOfName(name), claimOf(tool)), evidence: tool.evidence });
  }
}

function server(telling: Telling, name: string, path: readonly string[], at: Entry): Offering {
  const node = telling.node(telling.id('mcp', 'Server', ...path), 'McpServer', name, [at.evidence]);
  telling.estate.known(node, toolServerKey(name));
  return { node, source: 'mcp', path, named: name };
}

/** A saved answer to `tools/list`: tools with an input schema, bare or in a JSON-RPC result. The server's name is the file's. */
export const TOOL_LIST: Form = {
  name: 'tools/list',
  may: (text, path) => path.endsWith('.json') && text.includes('"inputSchema"') && text.includes('"tools"'),
  is: (root) => listed(root).length > 0,
  tell(telling, root) {
    const file = (telling.standing.path.at(-1) ?? 'server').replace(/(?:[._-]?tools(?:[._-]list)?)?\.json$/u, '');
    const name =
      root.text('server') ?? root.text('serverInfo', 'name') ?? root.text('name') ?? (file === '' ? 'server' : file);
    tellListed(telling, server(telling, name, [], root), listed(root));
  },
};

function listed(root: Entry): readonly Entry[] {
  const tools = [...root.items('tools'), ...root.items('result', 'tools')];
  return tools.filter((one) => one.text('name') !== undefined && one.get('inputSchema') !== undefined);
}

/** `server.json` of the MCP registry: packages that clients run, remotes that they call. */
export const SERVER_JSON: Form = {
  name: 'server.json',
  may: (text, path) => path.endsWith('.json') && (text.includes('"registryType"') || text.includes('"registry_type"') || text.includes('"remotes"')) && text.includes('"name"'), // prettier-ignore
  is: (root) => root.text('name')?.includes('/') === true && (packages(root).length > 0 || root.items('remotes').some((one) => one.text('url') !== undefined)), // prettier-ignore
  tell(telling, root) {
    const name = root.text('name') ?? 'server';
    const { node } = server(telling, name, [], root);
    for (const { at, registry, written } of packages(root)) {
      const found = packageOf(registry, { text: written, at, whole: false });
      if (!found) continue;
      tellPackage(telling, node, found, undefined);
      telling.estate.fact({
        fact: 'tool-server', node, transport: at.text('transport', 'type') === 'stdio' ? 'stdio' : 'http', evidence: [at.evidence], confidence: 'configured',
        package: { name: found.name, pinned: found.pinned, registry, ...(found.version === undefined ? {} : { version: found.version }) },
        authentication: 'unknown', because: 'the manifest says nothing of it',
      }); // prettier-ignore
    }
    for (const at of root.items('remotes')) {
      const url = at.text('url');
      if (url === undefined || url.includes('{')) continue;
      tellCall(telling, node, url, at);
      const key = at
        .items('headers')
        .find((one) => one.get('isSecret')?.value === true)
        ?.text('name');
      const asked = authenticationOf({
        url,
        key: key === undefined ? undefined : `header ${key}`,
        oauth: false,
        documented: false,
      });
      telling.estate.fact({ fact: 'tool-server', node, transport: 'http', url: withoutSecrets(url), evidence: [at.evidence], confidence: 'configured', ...asked }); // prettier-ignore
    }
  },
};

const KINDS = { npm: 'npm', pypi: 'pypi', oci: 'image' } as const;

function packages(
  root: Entry,
): readonly { readonly at: Entry; readonly registry: 'npm' | 'pypi' | 'image'; readonly written: string }[] {
  return root.items('packages').flatMap((at) => {
    const type = at.text('registryType') ?? at.text('registry_type') ?? '';
    const name = at.text('identifier') ?? at.text('name');
    if (!Object.hasOwn(KINDS, type) || name === undefined) return [];
    const registry = KINDS[type as keyof typeof KINDS];
    const version = at.text('version');
    const join = registry === 'pypi' ? '==' : registry === 'npm' ? '@' : ':';
    const written = version === undefined || /[@:][^/]*$/u.test(name.slice(1)) ? name : `${name}${join}${version}`;
    return [{ at, registry, written }];
  });
}

/** `manifest.json` of an MCP bundle (MCPB, before that DXT): a server that a desktop client installs. */
export const BUNDLE: Form = {
  name: 'MCP bundle',
  may: (text, path) => path.endsWith('.json') && (text.includes('"mcp_config"') || text.includes('"dxt_version"')),
  is: (root) => root.get('server', 'mcp_config') !== undefined && root.text('name') !== undefined,
  tell(telling, root) {
    const name = root.text('name') ?? 'bundle';
    const by = server(telling, name, [], root);
    tellListed(telling, by, root.items('tools'));
    const host = telling.id('mcp', 'Host', 'host');
    telling.node(host, 'Node', 'the machine on which the bundle is installed', [root.evidence]);
    telling.edge('TOOL_EXEC', by.node, host, root);
  },
};

/** A catalogue of servers for people to choose from (Kubeflow model registry, `mcp_servers` with `artifacts`): told, used by nobody yet. */
export const CATALOGUE: Form = {
  name: 'MCP catalogue',
  may: (text, path) => /\.ya?ml$/iu.test(path) && /^mcp_servers:/mu.test(text),
  is: (root) =>
    root
      .items('mcp_servers')
      .some((one) => one.text('name') !== undefined && (one.has('tools') || one.has('artifacts'))),
  tell(telling, root) {
    for (const at of root.items('mcp_servers')) {
      const name = at.text('name');
      if (name === undefined) continue;
      const by = server(telling, name, [name], at);
      tellListed(telling, by, at.items('tools'));
      for (const place of at.items('artifacts')) {
        const written = /^oci:\/\/(.{1,400})$/u.exec(place.text('uri') ?? '')?.[1];
        const found =
          written === undefined ? undefined : packageOf('image', { text: written, at: place, whole: false });
        if (found) tellPackage(telling, by.node, found, undefined);
      }
      for (const [, place] of at.entries('endpoints')) {
        const url = place.text();
        if (url !== undefined && /^https?:/iu.test(url)) tellCall(telling, by.node, url, place);
      }
    }
  },
};
