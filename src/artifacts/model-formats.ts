/** Whether loading a model of a format runs code that the artefact contains. Only formats that are known to; unknown is not unsafe. */
export interface ModelFormat {
  readonly format: string;
  readonly unsafe: boolean;
  readonly because: string;
}

/** By KServe model format or server. */
const BY_SERVER: Readonly<Record<string, ModelFormat>> = {
  sklearn: {
    format: 'sklearn',
    unsafe: true,
    because: 'scikit-learn models are pickle or joblib files; its persistence guide says that loading runs code',
  },
  pytorch: {
    format: 'pytorch',
    unsafe: true,
    because: 'TorchServe archives carry a Python handler and torch.load unpickles',
  },
  lightgbm: { format: 'lightgbm', unsafe: false, because: 'text model files' },
  xgboost: { format: 'xgboost', unsafe: false, because: 'JSON or UBJ model files' },
  onnx: { format: 'onnx', unsafe: false, because: 'a graph without code' },
  tensorflow: {
    format: 'tensorflow',
    unsafe: false,
    because: 'a SavedModel graph; its ops can touch files but carry no Python',
  },
  triton: { format: 'triton', unsafe: false, because: 'depends on the backend; the python backend runs model.py' },
  huggingface: { format: 'huggingface', unsafe: false, because: 'safetensors unless remote code is trusted' },
  mlflow: { format: 'mlflow', unsafe: true, because: 'the pyfunc flavour unpickles python_model.pkl' },
  paddle: { format: 'paddle', unsafe: false, because: 'a static graph' },
  pmml: { format: 'pmml', unsafe: false, because: 'XML' },
  vllm: { format: 'huggingface', unsafe: false, because: 'safetensors unless remote code is trusted' },
};

/** By the ending of the artefact, which is more exact than the server. */
const BY_ENDING: readonly (readonly [RegExp, ModelFormat])[] = [
  [
    /\.(?:pkl|pickle)$/iu,
    { format: 'pickle', unsafe: true, because: 'unpickling runs code (Python documentation, pickle)' },
  ],
  [/\.joblib$/iu, { format: 'joblib', unsafe: true, because: 'joblib.load unpickles' }],
  [/\.(?:pt|pth|ckpt)$/iu, { format: 'torch', unsafe: true, because: 'torch.load unpickles unless weights_only' }],
  [/\.mar$/iu, { format: 'torchserve', unsafe: true, because: 'a model archive carries a Python handler' }],
  [/\.h5$/iu, { format: 'keras-h5', unsafe: true, because: 'Lambda layers hold marshalled Python code' }],
  [/\.safetensors$/iu, { format: 'safetensors', unsafe: false, because: 'tensors only' }],
  [/\.gguf$/iu, { format: 'gguf', unsafe: false, because: 'tensors and metadata' }],
  [/\.onnx$/iu, { format: 'onnx', unsafe: false, because: 'a graph without code' }],
];

export function formatOf(uri: string, server: string): ModelFormat {
  const byEnding = BY_ENDING.find(([ending]) => ending.test(uri))?.[1];
  if (byEnding) return byEnding;
  return (
    (Object.hasOwn(BY_SERVER, server) ? BY_SERVER[server] : undefined) ?? {
      format: server,
      unsafe: false,
      because: 'not known to run code',
    }
  );
}
