import { useEffect, useState } from "preact/hooks";

/** A choice that the browser remembers, where it may: pages from files often must not store anything. */
export function useStored<T extends string>(
  name: string,
  initial: T,
  known: readonly T[],
): readonly [T, (value: T) => void] {
  const [value, setValue] = useState<T>(initial);
  // After the first drawing, which has to be what the page was written with.
  useEffect(() => {
    const stored = known.find((one) => one === readStorage(name));
    if (stored !== undefined) setValue(stored);
  }, []);
  const choose = (next: T): void => {
    setValue(next);
    try {
      localStorage.setItem(name, next);
    } catch {
      // Not remembered, then.
    }
  };
  return [value, choose];
}

function readStorage(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
