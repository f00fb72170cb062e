// Numbers of the module's structs out of what a scene may leave out.

/** 1 for true, 0 for false; undefined where nothing is said. */
export function bit(flag: boolean | undefined): number | undefined {
  return flag === undefined ? undefined : Number(flag);
}

/** Without the fields that are undefined. */
export function defined<T extends Record<string, number | undefined>>(fields: T): { [K in keyof T]?: number } {
  const kept: { [K in keyof T]?: number } = {};
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name];
  return kept;
}
