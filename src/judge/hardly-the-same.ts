import type { Row } from "../model/row.ts";

const FEW_ROWS = 4;
const LEAST_SHARE = 0.2;
const LEAST_CONFIDENCE = 0.5;

/** Two articles that share an address but next to nothing else: most sections have no partner worth the name. */
export function isHardlyTheSame(rows: readonly Row[], sourceCount: number, targetCount: number): boolean {
  const most = Math.max(sourceCount, targetCount);
  if (most < FEW_ROWS || rows.length < FEW_ROWS) return false;
  const together = rows.filter(
    (row) => row.source >= 0 && row.target >= 0 && row.confidence >= LEAST_CONFIDENCE,
  );
  return together.length / most < LEAST_SHARE;
}
