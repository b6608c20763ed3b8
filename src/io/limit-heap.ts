import { setFlagsFromString } from "node:v8";

/**
 * Lets the heap grow by half between two full collections instead of threefold: nearly all that judging makes is
 * garbage when the pair is told, and memory that is not given back is what a small CI runner lacks. Costs no time that
 * could be measured. For our own process only, never for a program that uses samsvar as a library.
 */
export function limitHeapGrowth(): void {
  setFlagsFromString("--heap-growing-percent=50");
}
