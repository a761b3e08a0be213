/** Providers of models and vector indexes as a service: by host, by the variables of their SDKs, by LiteLLM's prefix (their API documentation). */
export interface Vendor {
  readonly name: string;
  readonly host: RegExp;
  /** Variables that the vendor's SDK reads its key from. */
  readonly keys: RegExp;
  /** Names of the provider before the slash of a model name. */
  readonly prefixes: readonly string[];
}

const at = (domains: string): RegExp => new RegExp(`(?:^|\\.)(?:${domains})$`, 'u');

export const VENDORS: readonly Vendor[] = [
  { name: 'openai', host: at('openai\\.com'), keys: /^OPENAI_API_KEY$/u, prefixes: ['openai', 'text-completion-openai'] },
  { name: 'anthropic', host: at('anthropic\\.com'), keys: /^ANTHROPIC_(?:API_KEY|AUTH_TOKEN)$/u, prefixes: ['anthropic'] },
  { name: 'azure-openai', host: at('openai\\.azure\\.com|cognitiveservices\\.azure\\.com|inference\\.ai\\.azure\\.com'), keys: /^AZURE_(?:OPENAI_|AI_)?API_KEY$/u, prefixes: ['azure', 'azure_ai'] },
  { name: 'bedrock', host: /^bedrock(?:-[a-z-]+)?\.[a-z0-9-]+\.amazonaws\.com$/u, keys: /^AWS_BEARER_TOKEN_BEDROCK$/u, prefixes: ['bedrock', 'sagemaker'] },
  { name: 'google', host: at('generativelanguage\\.googleapis\\.com|aiplatform\\.googleapis\\.com'), keys: /^(?:GEMINI|GOOGLE)_API_KEY$/u, prefixes: ['gemini', 'vertex_ai', 'vertex_ai_beta'] },
  { name: 'huggingface', host: at('huggingface\\.co|hf\\.co'), keys: /^(?:HF_TOKEN|HUGGING_?FACE(?:HUB)?_(?:API_)?(?:TOKEN|KEY)|HUGGING_FACE_HUB_TOKEN)$/u, prefixes: ['huggingface'] },
  { name: 'cohere', host: at('cohere\\.(?:ai|com)'), keys: /^(?:COHERE|CO)_API_KEY$/u, prefixes: ['cohere', 'cohere_chat'] },
  { name: 'mistral', host: at('mistral\\.ai'), keys: /^MISTRAL_API_KEY$/u, prefixes: ['mistral', 'codestral'] },
  { name: 'groq', host: at('groq\\.com'), keys: /^GROQ_API_KEY$/u, prefixes: ['groq'] },
  { name: 'cerebras', host: at('cerebras\\.ai'), keys: /^CEREBRAS_API_KEY$/u, prefixes: ['cerebras'] },
  { name: 'deepseek', host: at('deepseek\\.com'), keys: /^DEEPSEEK_API_KEY$/u, prefixes: ['deepseek'] },
  { name: 'together', host: at('together\\.(?:ai|xyz)'), keys: /^TOGETHER(?:AI)?_API_KEY$/u, prefixes: ['together_ai'] },
  { name: 'fireworks', host: at('fireworks\\.ai'), keys: /^FIREWORKS(?:_AI)?_API_KEY$/u, prefixes: ['fireworks_ai'] },
  { name: 'openrouter', host: at('openrouter\\.ai'), keys: /^OPENROUTER_API_KEY$/u, prefixes: ['openrouter'] },
  { name: 'perplexity', host: at('perplexity\\.ai'), keys: /^(?:PERPLEXITY(?:AI)?|PPLX)_API_KEY$/u, prefixes: ['perplexity'] },
  { name: 'xai', host: at('x\\.ai'), keys: /^XAI_API_KEY$/u, prefixes: ['xai'] },
  { name: 'nvidia', host: at('api\\.nvidia\\.com|nvcr\\.io'), keys: /^(?:NVIDIA|NGC)_API_KEY$/u, prefixes: ['nvidia_nim'] },
  { name: 'replicate', host: at('replicate\\.com'), keys: /^REPLICATE_API_(?:TOKEN|KEY)$/u, prefixes: ['replicate'] },
  { name: 'voyage', host: at('voyageai\\.com'), keys: /^VOYAGE_API_KEY$/u, prefixes: ['voyage'] },
  { name: 'databricks', host: at('databricks\\.com|azuredatabricks\\.net'), keys: /^DATABRICKS_(?:TOKEN|API_KEY)$/u, prefixes: ['databricks'] },
]; // prettier-ignore

export const vendorOfHost = (host: string): string | undefined =>
  VENDORS.find((one) => one.host.test(host.toLowerCase()))?.name;

export const vendorOfKey = (variable: string): string | undefined =>
  VENDORS.find((one) => one.keys.test(variable))?.name;

/** The vendor of `provider/model`; a bare OpenAI or Anthropic name tells by its own prefix. */
export function vendorOfModel(model: string): string | undefined {
  const slash = model.indexOf('/');
  const prefix = slash < 0 ? '' : model.slice(0, slash).toLowerCase();
  const named = VENDORS.find((one) => one.prefixes.includes(prefix))?.name;
  if (named !== undefined || slash >= 0) return named;
  if (/^(?:gpt-|o[134](?:-|$)|chatgpt-|text-embedding-|dall-e|whisper-|tts-)/u.test(model)) return 'openai';
  return model.startsWith('claude-') ? 'anthropic' : undefined;
}
