/** A name that something fills in later: `{Values.name}`, `$(NAME)`, `${NAME}`, `$NAME`, `<name>`. What it refers to cannot be missing. */
export const isOpen = (name: string): boolean => /[{}<>$]/u.test(name);
