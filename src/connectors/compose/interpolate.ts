/** `${VAR}`, `${VAR:-default}`, `${VAR-default}`, `${VAR:?message}`, `${VAR:+other}`, `$VAR` (Compose file reference, interpolation). */
const VARIABLE = /\$(?:\$|\{([A-Za-z_]\w{0,99})(?:(:?[-?+])([^{}]{0,2000}))?\}|([A-Za-z_]\w{0,99}))/gu;

export interface Interpolated {
  /** With defaults and known values put in; a variable without either stays as it is written. */
  readonly text: string;
  /** Names of variables whose value comes from outside. */
  readonly variables: readonly string[];
}

export function interpolate(written: string, known: (name: string) => string | undefined): Interpolated {
  const variables: string[] = [];
  const text = written
    .slice(0, 100_000)
    .replace(VARIABLE, (whole, braced?: string, operator?: string, rest?: string, bare?: string) => {
      const name = braced ?? bare;
      if (name === undefined) return whole === '$$' ? '$' : whole;
      const value = known(name);
      if (value !== undefined && value !== '') return value;
      if (operator === ':-' || operator === '-') return rest ?? '';
      variables.push(name);
      return `\${${name}}`;
    });
  return { text, variables };
}

/** Credentials that stand as defaults: `${KEY:-sk-...}` is a literal like any other. */
export function defaultsIn(written: string): readonly { readonly name: string; readonly value: string }[] {
  return [...written.slice(0, 100_000).matchAll(VARIABLE)].flatMap(([, name, operator, value]) =>
    name !== undefined && value !== undefined && value !== '' && (operator === ':-' || operator === '-')
      ? [{ name, value }]
      : [],
  );
}
