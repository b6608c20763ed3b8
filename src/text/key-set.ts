/**
 * A set of 32-bit keys that is filled, read and cleared many times over: an open-addressing table beside a list of
 * the keys. Several times faster than `Set`, and it leaves nothing behind to collect.
 */
export class KeySet {
  /** The keys in the order in which they came; only the first `size` count. */
  keys = new Int32Array(256);
  size = 0;
  private slots = new Int32Array(512);
  /** Which clearing a slot belongs to: older ones are empty. */
  private stamps = new Uint32Array(512);
  private stamp = 1;

  clear(): void {
    this.size = 0;
    this.stamp++;
    if (this.stamp < 0xffff_ffff) return;
    this.stamps.fill(0);
    this.stamp = 1;
  }

  add(key: number): void {
    const { slots, stamps, stamp } = this;
    const mask = slots.length - 1;
    let at = Math.imul(key, 0x9e3779b1) >>> 8;
    for (;;) {
      at &= mask;
      if (stamps[at] !== stamp) break;
      if (slots[at] === key) return;
      at++;
    }
    if (this.size === this.keys.length) {
      this.grow();
      this.add(key);
      return;
    }
    stamps[at] = stamp;
    slots[at] = key;
    this.keys[this.size++] = key;
  }

  /** A copy of the keys, ascending. */
  toSorted(): Int32Array {
    return this.keys.slice(0, this.size).sort();
  }

  /** The list is half as long as the table, so that half of the slots stay free. */
  private grow(): void {
    const { keys, size } = this;
    this.slots = new Int32Array(this.slots.length * 2);
    this.stamps = new Uint32Array(this.slots.length);
    this.stamp = 1;
    this.keys = new Int32Array(keys.length * 2);
    this.size = 0;
    for (let i = 0; i < size; i++) this.add(keys[i]!);
  }
}
