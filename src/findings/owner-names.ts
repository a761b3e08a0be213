/** The plain names in what a source calls an owner: `@org/team-a`, `group:default/team-a` and `team-a` are one; several stand for each other. */
export function ownerNames(written: string): readonly string[] {
  return written
    .split(/[,;]\s*|\s+(?=@)/u)
    .map((one) =>
      one
        .trim()
        .toLowerCase()
        .replace(/^@{1,2}/u, '')
        .replace(/^(?:group|user|team|person):/u, '')
        .replace(/^.{0,300}\//u, ''),
    )
    .filter((one) => one !== '');
}

/** Whether two sources name at least one owner that is the same. */
export function agree(one: string, other: string): boolean {
  const names = new Set(ownerNames(one));
  return ownerNames(other).some((name) => names.has(name));
}
