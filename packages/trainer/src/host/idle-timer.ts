/** Fires once nothing has been going on for a while. */
export class IdleTimer {
  private timer: NodeJS.Timeout | undefined;
  private disposed = false;
  private listener: () => void = () => {};

  constructor(
    private readonly after: number,
    private readonly isIdle: () => boolean,
  ) {}

  onIdle(listener: () => void): void {
    this.listener = listener;
  }

  /** To be called whenever something ended. */
  check(): void {
    clearTimeout(this.timer);
    if (this.disposed || !this.isIdle()) return;
    this.timer = setTimeout(() => {
      if (this.isIdle()) this.listener();
    }, this.after);
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
  }
}
