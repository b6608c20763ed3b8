import type { Clock } from "../model/ports.ts";

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };
