import type { EstateNode } from '../../../model/estate.ts';

const PEOPLE = /(?:^|[^a-z])(?:customers?|users?-data|pii|patients?|payments?|billing)(?:[^a-z]|$)/iu;
const DATA = /(?:^|[^a-z])(?:training|corpus|tickets|documents|embeddings|features)(?:[^a-z]|$)/iu;

/** A store whose name says what is at stake in it: inferred, never sure. */
export function crowned(node: EstateNode): EstateNode {
  if (node.kind !== 'DataStore' && !node.id.startsWith('spark:Table:')) return node;
  if (PEOPLE.test(node.name))
    return {
      ...node,
      jewel: {
        tier: 8,
        name: `data ${node.name}`,
        confidence: 'possible',
        reason: 'its name says that it is about people or money',
      },
    };
  if (DATA.test(node.name))
    return {
      ...node,
      jewel: {
        tier: 5,
        name: `data ${node.name}`,
        confidence: 'possible',
        reason: 'its name says that it holds data for training or retrieval',
      },
    };
  return node;
}
