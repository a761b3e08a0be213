/** Which room may import which. The main direction: model < graph, credentials < connectors, findings < inventory < report < cli. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  bytes: ['model'],
  documents: ['model', 'bytes'],
  artifacts: ['model'],
  products: ['model'],
  credentials: ['model', 'bytes'],
  graph: ['model'],
  findings: ['model', 'graph'],
  connectors: ['model', 'bytes', 'documents', 'artifacts', 'products', 'credentials'],
  inventory: ['model', 'bytes', 'documents', 'graph', 'findings', 'connectors'],
  questions: ['model', 'graph'],
  report: ['model', 'graph', 'findings', 'inventory', 'questions'],
  cli: ['model', 'graph', 'findings', 'connectors', 'inventory', 'questions', 'report'],
};

/** Files of src/ that stand in no room. */
export const OUTSIDE: readonly string[] = [];
