/** Lets so many in at once; the others wait in order. */
export class Turnstile {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(count: number) {
    this.#free = count;
  }

  /** Calls `onEntered` when there is room, now or later. The function it returns leaves (or stops waiting); calling it again does nothing. */
  enter(onEntered: () => void): () => void {
    let state: "waiting" | "inside" | "left" = "waiting";
    const admit = () => {
      this.#waiting.delete(admit);
      this.#free -= 1;
      state = "inside";
      onEntered();
    };
    if (this.#free > 0) admit();
    else this.#waiting.add(admit);
    return () => {
      const wasInside = state === "inside";
      state = "left";
      this.#waiting.delete(admit);
      if (!wasInside) return;
      this.#free += 1;
      const [next] = this.#waiting;
      next?.();
    };
  }
}
