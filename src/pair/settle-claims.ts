import type { Claim } from "./claims.ts";

export interface SettledClaims {
  readonly won: readonly Claim[];
  /** Claims that stand against each other, or against a pair that was made; none of them is followed. */
  readonly open: readonly Claim[];
}

/**
 * Makes pairs of claims, each post in one at most. A claim wins when at both of its posts it is alone or clearly
 * stronger than every other one; what its posts were claimed for besides is then void, which may free a third post.
 */
export function settleClaims(claims: readonly Claim[]): SettledClaims {
  // Nearly all claims are alone at both ends; only the rest need to be weighed.
  const counts = new Map<number, number>();
  for (const { source, target } of claims) {
    counts.set(source, (counts.get(source) ?? 0) + 1);
    counts.set(target, (counts.get(target) ?? 0) + 1);
  }
  const alone = (claim: Claim): boolean => counts.get(claim.source) === 1 && counts.get(claim.target) === 1;
  const contested = claims.filter((claim) => !alone(claim));
  if (contested.length === 0) return { won: claims, open: [] };
  const { won, open } = settleContested(contested);
  return { won: [...claims.filter(alone), ...won], open };
}

function settleContested(claims: readonly Claim[]): SettledClaims {
  const bySource = groupBy(claims, (claim) => claim.source);
  const byTarget = groupBy(claims, (claim) => claim.target);
  const won = new Map<number, Claim>();
  const taken = new Set<number>();
  const isLive = (claim: Claim): boolean => !taken.has(claim.source) && !taken.has(claim.target);
  const beatsAll = (claim: Claim, rivals: readonly Claim[]): boolean =>
    rivals.every((rival) => rival === claim || !isLive(rival) || isClearlyStronger(claim, rival));
  let waiting: Iterable<Claim> = claims;
  for (;;) {
    const winners: Claim[] = [];
    for (const claim of waiting) {
      if (!isLive(claim)) continue;
      if (beatsAll(claim, bySource.get(claim.source)!) && beatsAll(claim, byTarget.get(claim.target)!)) {
        winners.push(claim);
      }
    }
    // At most one claim of a post can beat all others there, so no two winners share one.
    if (winners.length === 0) break;
    const voided: Claim[] = [];
    for (const claim of winners) {
      won.set(claim.source, claim);
      taken.add(claim.source).add(claim.target);
      for (const beaten of [bySource.get(claim.source)!, byTarget.get(claim.target)!]) {
        if (beaten.length > 1) voided.push(...beaten);
      }
    }
    // Only claims beside those that became void can win now; looking at all again would be quadratic.
    waiting = new Set(
      voided.flatMap((claim) => [...bySource.get(claim.source)!, ...byTarget.get(claim.target)!]),
    );
  }
  return { won: [...won.values()], open: claims.filter((claim) => won.get(claim.source) !== claim) };
}

/** More signs agree with at least as many addresses, or twice the addresses with at least as many signs. */
function isClearlyStronger(claim: Claim, rival: Claim): boolean {
  const [many, few] = [claim.addresses.length, rival.addresses.length];
  if (claim.support > rival.support) return many >= few;
  return claim.support === rival.support && many >= 2 * few;
}

function groupBy(claims: readonly Claim[], keyOf: (claim: Claim) => number): Map<number, Claim[]> {
  const groups = new Map<number, Claim[]>();
  for (const claim of claims) {
    const group = groups.get(keyOf(claim));
    if (group === undefined) groups.set(keyOf(claim), [claim]);
    else group.push(claim);
  }
  return groups;
}
