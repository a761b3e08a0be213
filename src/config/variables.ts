/** Variables of the environment, and the key of the file that each stands for. One that is set and not empty wins over the file. */
export const VARIABLES: readonly (readonly [variable: string, key: readonly string[]])[] = [
  ['WRIT_DATA', ['data']],
  ['WRIT_LISTEN', ['listen']],
  ['WRIT_PUBLIC_URL', ['publicUrl']],
  ['WRIT_LOG_LEVEL', ['log', 'level']],
  ['DATABASE_URL_FILE', ['database', 'urlFile']],
  ['WRIT_TRUST_DOMAIN', ['trustDomain', 'name']],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', ['telemetry', 'endpoint']],
];
