import type { Edit } from "../model/edit.ts";

/** Two edits want the same bytes, or an edit lies outside the file: a bug of the caller, never of the content. */
export class EditError extends Error {
  override readonly name = "EditError";
}

/**
 * The file with the edits made; every byte outside them stays as it is. Insertions at one place are made in the order
 * given, and before what replaces the bytes after them.
 *
 * @throws {EditError} if edits overlap or lie outside the file
 */
export function applyEdits(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
  const sorted = sortEdits(bytes, edits);
  let size = bytes.length;
  for (const edit of sorted) size += edit.bytes.length - (edit.end - edit.start);
  const result = new Uint8Array(size);
  let from = 0;
  let to = 0;
  for (const edit of sorted) {
    result.set(bytes.subarray(from, edit.start), to);
    to += edit.start - from;
    result.set(edit.bytes, to);
    to += edit.bytes.length;
    from = edit.end;
  }
  result.set(bytes.subarray(from), to);
  return result;
}

/**
 * The edits that turn the edited file back into this one, byte for byte.
 *
 * @param bytes the file before the edits
 * @throws {EditError} as `applyEdits`
 */
export function invertEdits(bytes: Uint8Array, edits: readonly Edit[]): readonly Edit[] {
  let shift = 0;
  return sortEdits(bytes, edits).map((edit) => {
    const start = edit.start + shift;
    shift += edit.bytes.length - (edit.end - edit.start);
    return { start, end: start + edit.bytes.length, bytes: bytes.slice(edit.start, edit.end) };
  });
}

function sortEdits(bytes: Uint8Array, edits: readonly Edit[]): readonly Edit[] {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let end = 0;
  for (const edit of sorted) {
    if (edit.start < 0 || edit.end < edit.start || edit.end > bytes.length) {
      throw new EditError(`edit ${edit.start}–${edit.end} lies outside the file of ${bytes.length} bytes`);
    }
    if (edit.start < end)
      throw new EditError(`edit ${edit.start}–${edit.end} begins before ${end}, in another edit`);
    end = edit.end;
  }
  return sorted;
}
