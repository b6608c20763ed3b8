import { crc32 } from "node:zlib";

/** Named stretches of bytes in one file. */
export type Parts = ReadonlyMap<string, Uint8Array>;

interface Header {
  readonly version: number;
  readonly crc: number;
  readonly parts: readonly (readonly [name: string, length: number])[];
}

/**
 * Raised when what is stored, or how, changes. A cache of another version is as good as none.
 */
export const CACHE_VERSION = 1;

const decoder = new TextDecoder();

/** One line of JSON that says what follows, then the parts, one behind the other. */
export function encodeParts(parts: Parts): Uint8Array {
  const body = Buffer.concat([...parts.values()]);
  const header: Header = {
    version: CACHE_VERSION,
    crc: crc32(body),
    parts: [...parts].map(([name, bytes]) => [name, bytes.length] as const),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
}

/** The parts of a file; null when it is damaged, cut off or of another version. */
export function decodeParts(bytes: Uint8Array): Parts | null {
  const end = bytes.indexOf(0x0a);
  if (end < 0) return null;
  let header: Header;
  try {
    header = JSON.parse(decoder.decode(bytes.subarray(0, end))) as Header;
    if (header.version !== CACHE_VERSION || header.crc !== crc32(bytes.subarray(end + 1))) return null;
  } catch {
    return null;
  }
  const parts = new Map<string, Uint8Array>();
  let at = end + 1;
  for (const [name, length] of header.parts) {
    parts.set(name, bytes.subarray(at, at + length));
    at += length;
  }
  return at === bytes.length ? parts : null;
}

/** Bytes of numbers, and back: copied, since typed arrays have to start at a multiple of eight. */
export function packNumbers(numbers: Float64Array | Int32Array | Uint16Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

export function unpackFloats(bytes: Uint8Array): Float64Array {
  return new Float64Array(Uint8Array.from(bytes).buffer);
}

export function unpackIntegers(bytes: Uint8Array): Int32Array {
  return new Int32Array(Uint8Array.from(bytes).buffer);
}
