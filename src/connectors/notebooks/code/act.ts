/** What code of a notebook does that others should know of, as far as its text says it. */
export type Act = { readonly start: number } & (
  | { readonly is: 'calls'; readonly url: string }
  | { readonly is: 'vendor'; readonly vendor: string }
  | { readonly is: 'data'; readonly uri: string }
  | { readonly is: 'dataset'; readonly name: string }
  | { readonly is: 'table'; readonly name: string }
  | { readonly is: 'database'; readonly url: string }
  | {
      readonly is: 'model';
      readonly name: string;
      readonly loader: string;
      readonly remoteCode: boolean;
      readonly safe: boolean;
    }
  /** `url` of the registry, where the code names it; empty where it is set elsewhere. */
  | { readonly is: 'register'; readonly name: string }
  | { readonly is: 'promote'; readonly name: string; readonly stage: string }
  | { readonly is: 'tracking'; readonly url: string }
  | { readonly is: 'publish'; readonly name: string }
  | { readonly is: 'index'; readonly product: string; readonly name: string; readonly url: string }
  | { readonly is: 'submit'; readonly product: string; readonly url: string }
  | { readonly is: 'cluster'; readonly name: string }
  | { readonly is: 'session'; readonly system: string; readonly how: string; readonly who?: string }
  | { readonly is: 'variable'; readonly name: string }
);
