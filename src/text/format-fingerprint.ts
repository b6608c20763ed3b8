import type { Fingerprint } from "../model/post.ts";

/** Each half has 52 bits: 13 hexadecimal digits. */
const DIGITS = 13;

/** The written form of a fingerprint, `v1:<words>.<neutral>`, as reports and fact files hold it. */
export function formatFingerprint({ words, neutral }: Fingerprint): string {
  return `v1:${words.toString(16).padStart(DIGITS, "0")}.${neutral.toString(16).padStart(DIGITS, "0")}`;
}
