/**
 * The states that a walk through an automaton has come to, each once and numbered in that order. A state is a
 * position and a set of bits. They lie in flat arrays, since a walk comes to thousands of them.
 */
export interface States {
  /** Whether the state is new; it is then the last one. */
  add(at: number, bits: Int32Array): boolean;
  size(): number;
  position(index: number): number;
  /** Copies the bits of a state. */
  read(index: number, into: Int32Array): void;
}

const free = -1;

export function createStates(words: number): States {
  /** Of each state its position and its bits. */
  const width = words + 1;
  let capacity = 64;
  let size = 0;
  let kept = new Int32Array(capacity * width);
  /** Numbers of states by their hash, the next free slot where that one is taken. Half of the slots stay free. */
  let slots = new Int32Array(2 * capacity).fill(free);

  const hashOf = (from: Int32Array, offset: number, at: number): number => {
    let hash = Math.imul(at + 1, 0x9e3779b1);
    for (let word = 0; word < words; word += 1) {
      hash = Math.imul(hash ^ (from[offset + word] ?? 0), 0x85ebca6b);
      hash ^= hash >>> 15;
    }
    return hash & (slots.length - 1);
  };
  const isAt = (index: number, at: number, bits: Int32Array): boolean => {
    const offset = index * width;
    if (kept[offset] !== at) return false;
    for (let word = 0; word < words; word += 1) if (kept[offset + 1 + word] !== bits[word]) return false;
    return true;
  };
  const grow = (): void => {
    capacity *= 2;
    const before = kept;
    kept = new Int32Array(capacity * width);
    kept.set(before);
    slots = new Int32Array(2 * capacity).fill(free);
    for (let index = 0; index < size; index += 1) {
      let slot = hashOf(kept, index * width + 1, kept[index * width] ?? 0);
      while (slots[slot] !== free) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = index;
    }
  };
  return {
    add(at, bits) {
      if (size === capacity) grow();
      let slot = hashOf(bits, 0, at);
      for (;;) {
        const index = slots[slot] ?? free;
        if (index === free) break;
        if (isAt(index, at, bits)) return false;
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = size;
      kept[size * width] = at;
      kept.set(bits, size * width + 1);
      size += 1;
      return true;
    },
    size: () => size,
    position: (index) => kept[index * width] ?? 0,
    read(index, into) {
      for (let word = 0; word < words; word += 1) into[word] = kept[index * width + 1 + word] ?? 0;
    },
  };
}
