// Who wants to hear when a thing with a name has changed.
export type Stop = () => void;

export class Signal<K> {
  readonly #listeners = new Map<K, Set<() => void>>();

  subscribe(key: K, listener: () => void): Stop {
    const set = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, set.add(listener));
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.#listeners.get(key) === set) this.#listeners.delete(key);
    };
  }

  emit(key: K): void {
    for (const listener of [...(this.#listeners.get(key) ?? [])]) listener();
  }
}
