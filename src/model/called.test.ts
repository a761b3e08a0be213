import { describe, expect, it } from 'vitest';
import { calledOutside } from './called.ts';
import { nodeId, parseId } from './id.ts';

const called = (source: string, kind: string, ...path: [string, ...string[]]): string | undefined => {
  const parsed = parseId(nodeId(source, kind, ...path));
  return parsed && calledOutside(parsed);
};

describe('what things outside clusters are called', () => {
  it.each([
    [called('github', 'Workflow', 'acme/serving', '.github', 'workflows', 'deploy.yml'), 'workflow deploy.yml'],
    [called('github', 'Job', 'acme/serving', '.github', 'workflows', 'deploy.yml', 'ship'), 'job ship of deploy.yml'],
    [called('github', 'Action', 'docker', 'login-action'), 'action docker/login-action'],
    [called('github', 'Repo', 'acme/serving'), 'repository acme/serving'],
    [called('gitlab', 'Pipeline', 'acme/serving', '.gitlab-ci.yml'), 'pipeline .gitlab-ci.yml'],
    [called('jupyter', 'Notebook', 'default', 'a', 'b', 'train.ipynb'), 'notebook a/b/train.ipynb'],
    [called('compose', 'Service', 'default', 'compose.yaml', 'db'), 'compose service db'],
    [called('compose', 'Service', 'default', 'shop', 'compose.gpu.yaml', 'db'), 'compose service shop/db'],
    [called('compose', 'FrontDoor', 'default', 'a2a', 'compose.yaml', 'mcp-gateway'), 'gateway a2a/mcp-gateway'],
    [called('compose', 'File', 'default', 'compose.yaml'), 'file compose.yaml'],
    [called('litellm', 'McpServer', 'default', 'config.yaml', 'github'), 'tool server config.yaml/github'],
    [called('agent', 'Agent', 'default', 'crew', 'src', 'agents.yaml', 'writer'), 'agent crew/writer'],
    [called('aws', 'Role', '1', 'arn:aws:iam::1:role/service-role/Train'), 'cloud role Train'],
    [called('vendor', 'Vendor', 'openai'), 'vendor openai'],
    [
      calledOutside(
        { source: 'entra', kind: 'ServicePrincipal', realm: 't', path: ['1-2-3'], name: '1-2-3' },
        'Summary Bot',
      ),
      'application Summary Bot',
    ],
    [called('k8s', 'Pod', 'default', 'ml', 'x'), undefined],
  ])('%s', (name, expected) => {
    expect(name).toBe(expected);
  });
});
