import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubernetes } from '../../src/connectors/kubernetes/connector.ts';
import { connectorContract } from './connector.ts';

const ROOT = 'examples/estate';
const files = Object.fromEntries(
  readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name.replaceAll('\\', '/'), readFileSync(join(ROOT, name), 'utf8')]),
);

connectorContract(kubernetes, {
  files,
  secrets: ['pk_live_7Qm2vR9tXw4LzB8nKc3JdF6h', 'Zk9vQ2mXr7Lp', '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', 'minio123'],
});
