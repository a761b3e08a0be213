import { formatOf } from '../../artifacts/model-formats.ts';
import type { Entry } from '../../documents/entry.ts';
import type { Evidence } from '../../model/evidence.ts';

/** An `MLmodel` file (mlflow.org, model format): flavors, and the loader that `python_function` names. */
export interface MlModel {
  readonly flavors: readonly string[];
  readonly format: string;
  readonly unsafe: boolean;
  readonly uri?: string;
  readonly run?: string;
  readonly evidence: Evidence;
}

export const mayBeMlModel = (text: string): boolean => text.includes('flavors:') && text.includes('python_function');

/** Loaders that unpickle: their flavour says how the file was written, and pickle is the default of each. */
const PICKLES: ReadonlySet<string> = new Set(['mlflow.sklearn', 'mlflow.pyfunc.model', 'mlflow.pytorch', 'mlflow.statsmodels', 'mlflow.prophet', 'mlflow.langchain', 'mlflow.pmdarima', 'mlflow.spacy']); // prettier-ignore

export function mlModel(root: Entry): MlModel | undefined {
  const flavors = root.entries('flavors').map(([name]) => name);
  if (flavors.length === 0) return undefined;
  const loader = root.text('flavors', 'python_function', 'loader_module') ?? '';
  const serialization = root.text('flavors', 'sklearn', 'serialization_format');
  const written =
    root.text('flavors', 'python_function', 'model_path') ?? root.text('flavors', 'sklearn', 'pickled_model') ?? '';
  const byPath = formatOf(written, flavors.find((one) => one !== 'python_function') ?? 'mlflow');
  const pickled =
    serialization === 'pickle' ||
    serialization === 'cloudpickle' ||
    root.text('flavors', 'python_function', 'python_model') !== undefined;
  const safe = serialization === 'skops' || /\.(?:safetensors|onnx|json|ubj|cbm|txt)$/iu.test(written);
  const uri = root.text('artifact_path');
  const run = root.text('run_id');
  const evidence = (root.get('flavors', 'python_function', 'loader_module') ?? root.get('flavors') ?? root).evidence;
  return {
    flavors,
    format: pickled ? (serialization ?? 'cloudpickle') : byPath.format,
    unsafe: !safe && (pickled || byPath.unsafe || PICKLES.has(loader)),
    evidence,
    ...(uri === undefined ? {} : { uri }),
    ...(run === undefined ? {} : { run }),
  };
}
