/** Lets so many pieces of work run at a time; the others wait for their turn, first come first served. */
export class Turns {
  private readonly queue: (() => void)[] = [];
  private active = 0;

  constructor(private readonly width: number) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.active >= this.width) {
      await new Promise<void>((resolve) => this.queue.push(resolve));
    } else {
      this.active += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next === undefined) {
        this.active -= 1;
      } else {
        next();
      }
    }
  }
}
