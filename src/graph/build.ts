import type { Estate } from '../model/estate.ts';
import type { EstateGraph } from './port.ts';
import type { Columns } from './columns.ts';
import { ColumnGraph } from './graph.ts';
import { columnsOf } from './objects.ts';

/** The graph of an estate. The order of nodes and edges in the input does not matter. */
export function buildGraph(estate: Pick<Estate, 'nodes' | 'edges'>): EstateGraph {
  return new ColumnGraph(columnsOf(estate));
}

/** The graph of columns, such as a snapshot holds. */
export function graphOf(columns: Columns): EstateGraph {
  return new ColumnGraph(columns);
}
