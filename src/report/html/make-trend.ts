import type { TrendStep } from "../../model/report.ts";
import type { TrendPoint } from "./page-data.ts";

/** More points than this a small drawing cannot show. */
const MOST_MONTHS = 60;

/** Collects when sections fell behind and came back, month by month: small, however long the history. */
export interface TrendCollector {
  add(steps: readonly TrendStep[]): void;
  /** Sections out of step at the end of each month, from the first change on; empty when nothing is known. */
  finish(): readonly TrendPoint[];
}

export function collectTrend(): TrendCollector {
  const changes = new Map<number, number>();
  return {
    add(steps) {
      for (const { time, drifted } of steps) {
        const month = monthOf(time);
        changes.set(month, (changes.get(month) ?? 0) + drifted);
      }
    },
    finish() {
      if (changes.size === 0) return [];
      const first = Math.min(...changes.keys());
      const last = Math.max(...changes.keys());
      const points: TrendPoint[] = [];
      let drifted = 0;
      for (let month = first; month <= last; month++) {
        drifted += changes.get(month) ?? 0;
        points.push({ time: endOf(month), drifted });
      }
      return points.slice(-MOST_MONTHS);
    },
  };
}

const monthOf = (time: number): number => {
  const date = new Date(time * 1000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

const endOf = (month: number): number => Date.UTC(Math.floor(month / 12), (month % 12) + 1, 1) / 1000 - 1;
