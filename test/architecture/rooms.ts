/** Which room may import which. The main direction: model < graph, credentials < connectors, findings < inventory < report < cli. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  bytes: ['model'],
  documents: ['model', 'bytes'],
  artifacts: ['model'],
  products: ['model'],
  credentials: ['model', 'bytes'],
  graph: ['model'],
  guards: ['model', 'graph'],
  findings: ['model', 'graph', 'guards'],
  connectors: ['model', 'bytes', 'documents', 'artifacts', 'products', 'credentials'],
  declarations: ['model', 'bytes', 'documents', 'guards', 'connectors'],
  inventory: ['model', 'bytes', 'documents', 'graph', 'guards', 'findings', 'connectors', 'declarations'],
  questions: ['model', 'graph'],
  report: ['model', 'graph', 'guards', 'findings', 'inventory', 'questions'],
  cli: ['model', 'graph', 'guards', 'findings', 'connectors', 'declarations', 'inventory', 'questions', 'report'],
};

/** Files of src/ that stand in no room. */
export const OUTSIDE: readonly string[] = [];
