const KEPT = 1000;

/** Lets work be done once for each key; who comes meanwhile waits, and tries where it failed. */
export function createOnce(): (key: string, work: () => Promise<boolean>) => Promise<void> {
  const known = new Map<string, Promise<boolean>>();

  return async (key, work) => {
    for (let before = known.get(key); before; before = known.get(key)) {
      if (await before) return;
      if (known.get(key) === before) known.delete(key);
    }
    const doing = work().catch((error: unknown) => {
      known.delete(key);
      throw error;
    });
    known.set(key, doing);
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
    await doing;
  };
}
