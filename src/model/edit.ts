/** Replace the bytes `[start, end)` of a file; an insertion has `start` equal to `end`. Offsets in the file as it was read. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
}
