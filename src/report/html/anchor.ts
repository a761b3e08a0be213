/** The place of a finding in the page: its id without what a selector would take for syntax. */
export function anchorId(id: string): string {
  return id.replace(/[^a-zA-Z0-9]/gu, '-');
}

export const anchor = (id: string): `#${string}` => `#${anchorId(id)}`;
